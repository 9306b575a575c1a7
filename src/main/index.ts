import { join } from 'node:path';
import * as electron from 'electron';
import { loadConfig } from './app/config.ts';
import { type DesktopParts, runDesktop } from './electron/desktop.ts';
import { readLaunch } from './electron/launch.ts';
import { describeStartFailure } from './electron/start-failure.ts';

const { app, dialog } = electron;

const report = (what: string, error?: unknown): void => {
  process.stderr.write(`invigil: ${what}${error instanceof Error ? `: ${error.message}` : ''}\n`);
};

async function run(): Promise<void> {
  // What was asked for. Started from a folder, the first argument is that folder.
  const flags = readLaunch(process.argv.slice(app.isPackaged ? 1 : 2));
  const config = loadConfig({ flags, env: process.env, cwd: process.cwd() });

  // Only one for a data dir, known before anything of it is opened; the first one shows itself instead.
  app.setPath('userData', join(config.dataDir, 'shell'));
  if (!app.requestSingleInstanceLock()) return app.exit(0);

  // The room with its store is loaded while Electron gets ready, and not at all by a second start.
  const startRoom: DesktopParts['startRoom'] = async (wanted) => (await import('./app/create-room.ts')).startRoom(wanted);
  await runDesktop({ electron, config, startRoom, mainFolder: import.meta.dirname, report });
}

/** Says why it could not start, on the terminal and in a window of the system's own, and ends. */
async function giveUp(error: unknown): Promise<void> {
  const reason = describeStartFailure(error);
  report(reason);
  await app.whenReady();
  dialog.showErrorBox('Invigil could not start', reason);
  app.exit(1);
}

run().catch(giveUp);
