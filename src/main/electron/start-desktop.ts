import { join } from 'node:path';
import type * as Electron from 'electron';
import { type ConfigFlags, loadConfig } from '../app/config.ts';
import { type DesktopParts, runDesktop } from './desktop.ts';
import { readLaunch } from './launch.ts';
import { createSeat } from './seat/create-seat.ts';
import { createReport } from './shell-log.ts';
import { describeStartFailure } from './start-failure.ts';

async function run(electron: typeof Electron, mainFolder: string, late: readonly unknown[]): Promise<void> {
  const { app } = electron;
  // What was asked for. Started from a folder, the first argument is that folder.
  const launch = readLaunch(process.argv.slice(app.isPackaged ? 1 : 2));
  const given = Object.fromEntries(Object.entries(launch.flags).filter(([, value]) => value !== undefined));
  const configFor = (chosen: ConfigFlags) => loadConfig({ flags: { ...given, ...chosen }, env: process.env, cwd: process.cwd() });
  const { dataDir } = configFor({});

  // Only one for a data dir, known before anything of it is opened; the first one shows itself instead.
  app.setPath('userData', join(dataDir, 'shell'));
  if (!app.requestSingleInstanceLock()) return app.exit(0);

  // The room with its store is loaded when one is to be opened, and not at all by a second start.
  const startRoom: DesktopParts['startRoom'] = async (wanted) => (await import('../app/create-room.ts')).startRoom(wanted);
  const report = createReport(dataDir, process.stderr);
  // Each window asks for the sandbox itself all the same; without the scheme the first screen stays empty.
  for (const error of late) report('Electron was ready before this program was', error);
  await runDesktop({ electron, launch, configFor, startRoom, createSeat, mainFolder, report });
}

/**
 * Runs the desktop app, or says why it cannot start, on the terminal and in a window of the system's own, and ends. `late`: what
 * Electron refused because it was ready already.
 */
export async function startDesktop(electron: typeof Electron, mainFolder: string, late: readonly unknown[]): Promise<void> {
  try {
    await run(electron, mainFolder, late);
  } catch (error) {
    const { app, dialog } = electron;
    const reason = describeStartFailure(error);
    process.stderr.write(`invigil: ${reason}\n`);
    await app.whenReady();
    dialog.showErrorBox('Invigil could not start', reason);
    app.exit(1);
  }
}
