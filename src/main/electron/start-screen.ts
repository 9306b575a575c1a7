import type { BrowserWindow } from 'electron';
import type { ConsoleRefusal, HostRefusal, StartChoice } from '../../shared/ipc.ts';
import { RoomError } from '../../shared/protocol/errors.ts';
import type { ConfigFlags, RoomConfig } from '../app/config.ts';
import { APP_ORIGIN } from './app-pages.ts';
import type { ShellHandlers } from './ipc.ts';
import { hostRefusal } from './start-failure.ts';
import { bringToFront, type OpenWindow } from './window-maker.ts';

export interface StartScreenParts {
  readonly openWindow: OpenWindow;
  /** The room's configuration with these flags above those the program was started with. Throws StartError. */
  readonly configFor: (chosen: ConfigFlags) => RoomConfig;
  /** Opens the room and its console. Throws StartError. */
  readonly host: (config: RoomConfig) => Promise<void>;
  readonly openConsole: (url: string) => Promise<ConsoleRefusal | undefined>;
  /** Opens the candidate's join screen; absent where this program cannot be a seat. */
  readonly join?: (() => void) | undefined;
  /** The system's own dialog. */
  readonly chooseFolder: (window: BrowserWindow | undefined) => Promise<string | undefined>;
  readonly report: (what: string, error?: unknown) => void;
}

/** What the screen begins with when a flag's way did not lead anywhere. */
export interface Beginning {
  readonly choice?: StartChoice;
  readonly refusal?: HostRefusal;
  readonly consoleUrl?: string;
  readonly consoleRefusal?: ConsoleRefusal;
}

type StartHandlers = Pick<
  ShellHandlers,
  'shell:opening' | 'shell:host' | 'shell:choose-folder' | 'shell:open-console' | 'shell:join'
>;

/** The first screen: host a room, join as a candidate, open another room's console. It closes once one of them is open. */
export interface StartScreen {
  readonly handlers: StartHandlers;
  readonly show: (beginning?: Beginning) => BrowserWindow;
}

export function createStartScreen(parts: StartScreenParts): StartScreen {
  const { openWindow, configFor, host, openConsole, join, chooseFolder, report } = parts;
  let window: BrowserWindow | undefined;
  let beginning: Beginning = {};
  let isHosting = false;
  /** Folders the page may name: the one the program was started with and those a person pointed at. */
  const folders = new Set<string>();

  const close = (): void => window?.close();

  return {
    handlers: {
      'shell:opening': () => {
        const { port, lan, plaintext, dataDir } = configFor({});
        folders.add(dataDir);
        return { ...beginning, host: { port, lan, plaintext, dataDir }, canJoin: join !== undefined };
      },
      'shell:host': async ({ port, lan, plaintext, dataDir }) => {
        if (!folders.has(dataDir)) throw new RoomError('invalid_input', 'That folder was not chosen here.');
        // A second press while the first one still works.
        if (isHosting) throw new RoomError('state_conflict', 'The room is being opened already.');
        isHosting = true;
        try {
          await host(configFor({ port: String(port), dataDir, lan, plaintext: lan && plaintext }));
        } catch (error) {
          report('the room could not be opened', error);
          return { refusal: hostRefusal(error) };
        } finally {
          isHosting = false;
        }
        close();
        return {};
      },
      'shell:choose-folder': async () => {
        const folder = await chooseFolder(window);
        if (folder === undefined) return {};
        folders.add(folder);
        return { folder };
      },
      'shell:open-console': async ({ url }) => {
        const refusal = await openConsole(url);
        if (refusal) return { refusal };
        close();
        return {};
      },
      'shell:join': () => {
        if (!join) throw new RoomError('not_found', 'This program cannot be a seat.');
        join();
        close();
        return {};
      },
    },
    show: (wanted) => {
      if (window) {
        bringToFront(window);
        return window;
      }
      beginning = wanted ?? {};
      const opened = openWindow({ kind: 'start', origin: APP_ORIGIN, width: 980, height: 720 });
      window = opened;
      opened.once('closed', () => {
        window = undefined;
      });
      opened.loadURL(`${APP_ORIGIN}/start/`).catch((error: unknown) => {
        if (!opened.isDestroyed()) report('the first screen could not be loaded', error);
      });
      return opened;
    },
  };
}
