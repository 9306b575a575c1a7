import type { BrowserWindow } from 'electron';
import type { RoomConfig } from '../app/config.ts';
import type { RunningRoom } from '../app/create-room.ts';
import type { RoomActivity } from '../app/room-activity.ts';
import type { ShellHandlers } from './ipc.ts';
import { bringToFront } from './window-maker.ts';

export interface HostParts {
  readonly startRoom: (config: RoomConfig) => Promise<RunningRoom>;
  /** Opens the console of the room at this address and loads it, with an alert open if one is asked for. */
  readonly openConsole: (url: string, alertId?: string) => BrowserWindow;
  /** A line for whoever started the program from a terminal. */
  readonly print: (line: string) => void;
}

/** The room in this process and the console window on it. */
export interface Host {
  /** The room, once it is open. */
  readonly room: () => RunningRoom | undefined;
  /** Where its store is, once it is open. */
  readonly dataDir: () => string | undefined;
  readonly handlers: Pick<ShellHandlers, 'shell:setup-code'>;
  /** Opens the room and the console. Throws StartError when the room cannot start; then it may be tried again. */
  readonly open: (config: RoomConfig) => Promise<void>;
  /** Shows the console, opening it again if it was closed, then with this alert open. Its window, or nothing where no room is open. */
  readonly show: (alertId?: string) => BrowserWindow | undefined;
  readonly activity: () => Promise<RoomActivity>;
  readonly stop: () => Promise<void>;
}

const IDLE: RoomActivity = { open: 0, running: 0, candidates: 0 };

export function createHost({ startRoom, openConsole, print }: HostParts): Host {
  let room: RunningRoom | undefined;
  let dataDir: string | undefined;
  let window: BrowserWindow | undefined;
  let opening: Promise<RunningRoom> | undefined;

  const openWindow = (url: string, alertId?: string): BrowserWindow => {
    window = openConsole(url, alertId);
    window.once('closed', () => {
      window = undefined;
    });
    return window;
  };

  return {
    room: () => room,
    dataDir: () => dataDir,
    handlers: {
      'shell:setup-code': () => (room?.setupCode === undefined ? {} : { setupCode: room.setupCode }),
    },
    open: async (config) => {
      opening = startRoom(config);
      room = await opening;
      dataDir = config.dataDir;
      print(`Invigil is open at ${[room.url, ...room.lanUrls].join(' and ')}`);
      openWindow(room.url);
    },
    show: (alertId) => {
      if (window) bringToFront(window);
      else if (room) return openWindow(room.url, alertId);
      return window;
    },
    activity: async () => (await room?.activity()) ?? IDLE,
    stop: async () => {
      // Quitting while the room still opens: it has to be open before it can be closed properly.
      await opening?.catch(() => undefined);
      await room?.stop();
      room = undefined;
    },
  };
}
