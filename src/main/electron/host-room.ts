import type { BrowserWindow } from 'electron';
import type { ShellOutput } from '../../shared/ipc.ts';
import type { RoomConfig } from '../app/config.ts';
import type { RunningRoom } from '../app/create-room.ts';
import { bringToFront } from './console-window.ts';
import type { ShellHandlers } from './ipc.ts';

export interface HostParts {
  readonly config: RoomConfig;
  readonly startRoom: (config: RoomConfig) => Promise<RunningRoom>;
  readonly openConsole: (url: string) => BrowserWindow;
  readonly about: () => ShellOutput<'shell:about'>;
  /** A line for whoever started the program from a terminal. */
  readonly print: (line: string) => void;
}

/** The room in this process and the console window on it. */
export interface Host {
  /** The room's own origin, once it is open: the one our pages come from. */
  readonly origin: () => string | undefined;
  readonly handlers: Pick<ShellHandlers, 'shell:setup-code' | 'shell:about'>;
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
