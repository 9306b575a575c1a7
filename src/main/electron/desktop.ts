import { join } from 'node:path';
import type * as Electron from 'electron';
import type { RoomConfig } from '../app/config.ts';
import type { RunningRoom } from '../app/create-room.ts';
import { followLifecycle } from './app-lifecycle.ts';
import { APP_SCHEME, serveAppPages } from './app-pages.ts';
import { openConsoleWindow } from './console-window.ts';
import { createHost } from './host-room.ts';
import { openChannels } from './ipc.ts';
import { menuTemplate } from './menu.ts';
import { guardApp, guardSession } from './security.ts';
import { createWindowBook } from './window-book.ts';

export interface DesktopParts {
  readonly electron: Pick<typeof Electron, 'app' | 'BrowserWindow' | 'ipcMain' | 'Menu' | 'protocol' | 'session'>;
  readonly config: RoomConfig;
  readonly startRoom: (config: RoomConfig) => Promise<RunningRoom>;
  /** The folder of the built main process; the preloads lie beside it. */
  readonly mainFolder: string;
  /** A failure or refusal, for the terminal. */
  readonly report: (what: string, error?: unknown) => void;
}

/**
 * Puts the desktop app together: guards first, then, once Electron is ready, the room and its console. Call before `ready`, so
 * that no session and no page comes to be unguarded. Throws StartError when the room cannot start.
 */
export async function runDesktop({ electron, config, startRoom, mainFolder, report }: DesktopParts): Promise<void> {
  const { app, BrowserWindow, ipcMain, Menu, protocol, session } = electron;
  const { isPackaged } = app;
  const { platform, versions } = process;
  const book = createWindowBook();
  protocol.registerSchemesAsPrivileged([APP_SCHEME]);
  const host = createHost({
    config,
    startRoom,
    openConsole: (url) => {
      const window = openConsoleWindow(url, {
        create: (options) => new BrowserWindow(options),
        preload: join(mainFolder, '../preload/console.cjs'),
        icon: join(app.getAppPath(), 'resources/icon.png'),
        isPackaged,
        report,
      });
      book.enter(window, 'console', url);
      return window;
    },
    about: () => ({ version: app.getVersion(), electron: versions.electron, chrome: versions.chrome, platform }),
    print: (line) => process.stdout.write(`${line}\n`),
  });
  guardApp(app, { mayNotify: host.origin, originOf: (id) => book.of(id)?.origin, report });
  const closeChannels = openChannels(ipcMain, host.handlers, { windowOf: book.of, report });
  const stop = async (): Promise<void> => {
    await host.stop();
    closeChannels();
  };
  followLifecycle({ app, platform, show: host.show, stop, report });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => app.quit());

  await app.whenReady();
  // It exists from the start, perhaps from before we listened.
  guardSession(session.defaultSession, host.origin);
  serveAppPages(protocol, join(mainFolder, '../renderer'));
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(platform, isPackaged)));
  await host.open();
}
