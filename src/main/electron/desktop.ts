import { join } from 'node:path';
import type * as Electron from 'electron';
import type { ConfigFlags, RoomConfig } from '../app/config.ts';
import type { RunningRoom } from '../app/create-room.ts';
import { aboutHandlers } from './about-handlers.ts';
import { followLifecycle } from './app-lifecycle.ts';
import { serveAppPages } from './app-pages.ts';
import { createConsoleFace } from './console-face.ts';
import { createDialogs } from './dialogs.ts';
import { followOutside } from './follow-outside.ts';
import { createGuestConsole } from './guest-console.ts';
import { openChannels, type ShellHandlers } from './ipc.ts';
import { JOIN_SCHEME } from './join-link.ts';
import type { Launch } from './launch.ts';
import { menuTemplate } from './menu.ts';
import { openFirst } from './open-first.ts';
import { watchPower } from './power-watch.ts';
import { createQuitQuestion } from './quit-question.ts';
import type { CreateSeat } from './seat-port.ts';
import { guardApp, guardSession } from './security.ts';
import { openShellMemory } from './shell-memory.ts';
import { languageFor, shellWords } from './shell-words.ts';
import { createStartScreen } from './start-screen.ts';
import { webPreferences } from './web-preferences.ts';
import { createWindowBook } from './window-book.ts';
import { bringToFront, createWindowMaker } from './window-maker.ts';
import { createPlaces } from './window-places.ts';

export interface DesktopParts {
  readonly electron: Pick<
    typeof Electron,
    | 'app'
    | 'BrowserWindow'
    | 'clipboard'
    | 'dialog'
    | 'ipcMain'
    | 'Menu'
    | 'nativeImage'
    | 'Notification'
    | 'powerMonitor'
    | 'powerSaveBlocker'
    | 'protocol'
    | 'screen'
    | 'session'
    | 'shell'
    | 'WebContentsView'
  >;
  readonly launch: Launch;
  /** The configuration of a room, with these flags above those of the launch. Throws StartError. */
  readonly configFor: (chosen: ConfigFlags) => RoomConfig;
  readonly startRoom: (config: RoomConfig) => Promise<RunningRoom>;
  /** The candidate's seat, where this program has one. */
  readonly createSeat?: CreateSeat | undefined;
  /** The folder of the built main process; preloads and pages lie beside it. */
  readonly mainFolder: string;
  /** What happened, for the terminal and the log. */
  readonly report: (what: string, error?: unknown) => void;
}

/**
 * Puts the desktop app together out of its faces: the first screen, the room with its console, a candidate's seat, another room's
 * console. Guards come first, then, once Electron is ready, the face that was asked for. Call before any window is opened, so that no
 * page comes to be unguarded.
 */
export async function runDesktop(parts: DesktopParts): Promise<void> {
  const { electron, launch, configFor, startRoom, createSeat, mainFolder, report } = parts;
  const { app, BrowserWindow, ipcMain, Menu, protocol, screen, session } = electron;
  const { isPackaged } = app;
  const { platform } = process;
  const userData = app.getPath('userData');
  const icon = join(app.getAppPath(), 'resources/icon.png');

  const book = createWindowBook();
  const memory = openShellMemory(join(userData, 'windows.json'), report);
  const words = () => shellWords(languageFor(memory.get().language, app.getLocale()));
  let places: ReturnType<typeof createPlaces> | undefined;
  const openWindow = createWindowMaker({
    create: (options) => new BrowserWindow(options),
    book,
    // The screen is there only once Electron is ready.
    places: () => (places ??= createPlaces({ memory, screen })),
    preloads: join(mainFolder, '../preload'),
    icon,
    isPackaged,
    words,
    report,
  });

  const dialogs = createDialogs(electron.dialog, book);
  const face = createConsoleFace({
    electron,
    startRoom,
    openWindow,
    icon,
    platform,
    words,
    mayClose: () => lifecycle.isEnding(),
    onSessionEnd: () => lifecycle.end(),
    report,
  });
  const { host } = face;
  let views = 0;
  // A session of its own each, in memory: what another server knows of one candidate must not greet the next.
  const createView = () => {
    views += 1;
    // It loads beside a question somebody may be writing on: it does not take the keys from there.
    const preferences = { ...webPreferences({ partition: `external-${views}` }, isPackaged), focusOnNavigation: false };
    return new electron.WebContentsView({ webPreferences: preferences });
  };
  const seat = createSeat?.({ openWindow, book, userData, report, createView, choosePdf: dialogs.choosePdf });
  const openGuest = createGuestConsole({ openWindow, report });
  const openRoom = async (config: RoomConfig): Promise<void> => {
    for (const warning of config.warnings) report(warning);
    await host.open(config);
    drawMenu();
  };
  const start = createStartScreen({
    openWindow,
    configFor,
    host: openRoom,
    openConsole: openGuest,
    join: seat && (() => void seat.open()),
    chooseFolder: dialogs.chooseFolder,
    report,
  });

  const drawMenu = (): void => {
    const template = menuTemplate({ platform, isPackaged, words: words(), room: face.menu() });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  };
  const handlers: Partial<ShellHandlers> = {
    ...aboutHandlers({ version: app.getVersion(), memory, onLanguage: drawMenu }),
    ...face.handlers,
    ...start.handlers,
    ...seat?.handlers,
  };

  guardApp(app, {
    mayNotify: () => book.ofKind('guest').map(({ origin }) => origin),
    originOf: (id) => book.of(id)?.origin,
    mayGo: (id, url) => seat?.mayGo(id, url) ?? false,
  });
  const closeChannels = openChannels(ipcMain, handlers, { windowOf: book.of, report });

  /** Shows what is open; the first screen if nothing is. */
  const show = (): void => {
    const open = (['exam', 'guest', 'start'] as const).flatMap((kind) => book.ofKind(kind))[0];
    if (host.show()) return;
    if (open) bringToFront(open.window);
    else start.show();
  };
  followOutside({
    app,
    show,
    isFree: () => !host.room() && !seat?.isBusy() && book.ofKind('guest').length === 0,
    join: (prefill) => {
      if (!seat) return void start.show({ choice: 'join' });
      seat.open(prefill);
      for (const { window } of book.ofKind('start')) window.close();
    },
    report,
  });

  const stopPower: (() => void)[] = [];
  const lifecycle = followLifecycle({
    app,
    platform,
    show,
    mayQuit: createQuitQuestion({
      activity: host.activity,
      ask: dialogs.ask,
      words,
      report,
    }),
    stop: async () => {
      for (const stop of stopPower) stop();
      // A page must not be seen losing its room.
      for (const { window } of book.ofKind('console')) window.hide();
      await Promise.all([host.stop(), seat?.stop()]);
      closeChannels();
    },
    report,
  });
  app.on('child-process-gone', (_event, { type, reason, exitCode, name }) => {
    report(`a helper process of the windows is gone: ${name ?? type}, ${reason}, exit code ${exitCode}`);
  });

  await app.whenReady();
  // Not before: Electron puts handlers of its own in place while it gets ready, and theirs would ask like a person's quitting.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, lifecycle.end);
  // It exists from the start, perhaps from before we listened.
  guardSession(session.defaultSession, () => []);
  serveAppPages(protocol, join(mainFolder, '../renderer'));
  if (isPackaged) app.setAsDefaultProtocolClient(JOIN_SCHEME);
  app.setAboutPanelOptions({ applicationName: 'Invigil', applicationVersion: app.getVersion(), iconPath: icon });
  drawMenu();
  stopPower.push(
    watchPower({
      monitor: electron.powerMonitor,
      blocker: electron.powerSaveBlocker,
      activity: host.activity,
      onShutdown: lifecycle.end,
      report,
    }),
  );
  for (const note of launch.notes) report(note);

  await openFirst(launch.face, { configFor, openRoom, openGuest, seat, start, report });
}
