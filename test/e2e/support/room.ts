import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const CLI = resolve(import.meta.dirname, '../../../out/main/cli.js');

/** The built program, hosting a room as a user would run it. */
export interface RoomProcess {
  readonly url: string;
  readonly joinCode: string;
  readonly setupCode: string;
  stop(): Promise<number | null>;
}

/** Starts a room that nobody has set up yet, in a data dir of its own; `settings` are environment variables. */
export async function startRoomProcess(settings: Readonly<Record<string, string>> = {}): Promise<RoomProcess> {
  const dataDir = mkdtempSync(join(tmpdir(), 'invigil-e2e-'));
  const { INVIGIL_ADMIN_PASSWORD: _, ...env } = process.env;
  const child: ChildProcess = spawn(process.execPath, [CLI, 'serve', '--port', '0', '--json', '--data-dir', dataDir], {
    env: { ...env, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = new Map<string, Record<string, string>>();
  if (!child.stdout) throw new Error('the room has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    const event = JSON.parse(line) as Record<string, string>;
    said.set(event.event ?? '', event);
    if (event.event === 'setup-code') break;
  }
  child.stdout.resume();
  return {
    url: said.get('ready')?.url ?? '',
    joinCode: said.get('join-code')?.code ?? '',
    setupCode: said.get('setup-code')?.code ?? '',
    stop: async () => {
      if (child.exitCode === null) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      rmSync(dataDir, { recursive: true, force: true });
      return child.exitCode;
    },
  };
}
