import type { Command } from 'commander';
import { loadConfig } from '../app/config.ts';
import { startRoom } from '../app/create-room.ts';
import { openInBrowser } from './open-in-browser.ts';
import { createOutput } from './output.ts';

/** A room that does not close in this time is ended all the same; everything acknowledged is on disk anyway. */
const STOP_LIMIT_MS = 4_500;

/** What says where and how a room listens. */
export interface ServeFlags {
  port?: string;
  host?: string;
  lan?: boolean;
  plaintext?: boolean;
  dataDir?: string;
  json?: boolean;
  open?: boolean;
}

/** `invigil serve`: the headless room, until SIGTERM or SIGINT (operations). */
export function addServe(program: Command): void {
  program
    .command('serve')
    .description('host a room without a window')
    .option('--port <n>', 'port to listen on, 0 for any free one (default 3000)')
    .option('--host <address>', 'address to listen on (default 127.0.0.1)')
    .option('--lan', 'listen on all addresses of this machine, with TLS')
    .option('--plaintext', 'with --lan: no TLS; everybody on the network can read along')
    .option('--data-dir <folder>', 'where the store, keys and logs are')
    .option('--json', 'machine-readable lines on stdout')
    .option('--open', 'open the console in the default browser')
    .action(async (flags: ServeFlags) => serve(flags));
}

async function serve({ open, ...flags }: ServeFlags): Promise<void> {
  const config = loadConfig({ flags, env: process.env, cwd: process.cwd() });
  const output = createOutput(config.json);
  // Whoever read our lines may go (`| head -1`, a closed terminal): the room goes on, and closes in order later.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  const warn = (sentence: string) => void process.stderr.write(`invigil: warning: ${sentence}\n`);
  for (const warning of config.warnings) warn(warning);
  const stopAsked = new Promise<void>((resolve) => {
    // For as long as the process lives: a terminal's Ctrl+C arrives twice through npm, and the second must not end the drain.
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve());
  });
  const room = await startRoom(config);
  const { url, lanUrls, version } = room;
  output.line(
    { event: 'ready', url, lanUrls, pid: process.pid, dataDir: config.dataDir, version },
    `Invigil ${version} is open at ${[url, ...lanUrls].join(' and ')}`,
  );
  output.line({ event: 'join-code', code: room.joinCode }, `Join code: ${room.joinCode}`);
  if (room.setupCode) {
    output.line(
      { event: 'setup-code', code: room.setupCode },
      `First start: open ${url}/console/ and set the administrator's password with the setup code ${room.setupCode}`,
    );
  }
  if (open) openInBrowser(`${url}/console/`, warn);
  await stopAsked;
  output.line({ event: 'stopping' }, 'Closing the room …');
  const limit = setTimeout(() => {
    process.stderr.write('invigil: the room did not close in time; everything acknowledged is on disk.\n');
    process.exit(1);
  }, STOP_LIMIT_MS);
  await room.stop();
  clearTimeout(limit);
  output.line({ event: 'stopped' }, 'The room is closed.');
}
