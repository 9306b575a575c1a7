import type { BrowserWindow } from 'electron';
import type { ConsoleShell, WindowKind } from '../../shared/ipc.ts';
import type { RoomConfig } from '../app/config.ts';
import type { RunningRoom } from '../app/create-room.ts';
import { bringToFront } from './console-window.ts';
import type { ShellHandlers } from './ipc.ts';

type About = Extract<Awaited<ReturnType<ConsoleShell['about']>>, { ok: true }>['value'];

export interface HostParts {
  readonly config: RoomConfig;
  readonly startRoom: (config: RoomConfig) => Promise<RunningRoom>;
  readonly openConsole: (url: string) => BrowserWindow;
  readonly about: () => About;
  /** A line for whoever started the program from a terminal. */
  readonly print: (line: string) => void;
}

/** The room in this process and the console window on it. */
export interface Host {
  /** The room's own origin, once it is open: the one our pages come from. */
  readonly origin: () => string | undefined;
  readonly windowOf: (contentsId: number) => WindowKind | undefined;
  readonly handlers: ShellHandlers;
  /** Opens the room and the console. Throws StartError when the room cannot start. */
  readonly open: () => Promise<void>;
  /** Shows the console, opening it again if it was closed. */
  readonly show: () => void;
  readonly stop: () => Promise<void>;
}

export function createHost({ config, startRoom, openConsole, about, print }: HostParts): Host {
  let room: RunningRoom | undefined;
  let window: BrowserWindow | undefined;
  let opening: Promise<RunningRoom> | undefined;

  const openWindow = (url: string): void => {
    window = openConsole(url);
    window.once('closed', () => {
      window = undefined;
    });
  };

  return {
    origin: () => room?.url,
    windowOf: (contentsId) => (window?.webContents.id === contentsId ? 'console' : undefined),
    handlers: {
      'shell:setup-code': () => (room?.setupCode === undefined ? {} : { setupCode: room.setupCode }),
      'shell:about': about,
    },
    open: async () => {
      opening = startRoom(config);
      room = await opening;
      print(`Invigil is open at ${[room.url, ...room.lanUrls].join(' and ')}`);
      openWindow(room.url);
    },
    show: () => {
      if (window) bringToFront(window);
      else if (room) openWindow(room.url);
    },
    stop: async () => {
      // Quitting while the room still opens: it has to be open before it can be closed properly.
      await opening?.catch(() => undefined);
      await room?.stop();
      room = undefined;
    },
  };
}
