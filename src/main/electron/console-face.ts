import type * as Electron from 'electron';
import { formatJoinCode, normaliseJoinCode } from '../../shared/model/join-code.ts';
import type { RoomConfig } from '../app/config.ts';
import type { RunningRoom } from '../app/create-room.ts';
import { createHost } from './host-room.ts';
import { type ShellHandlers, tell } from './ipc.ts';
import type { RoomMenu } from './menu.ts';
import { createNativeAlerts } from './native-alerts.ts';
import type { ShellWords } from './shell-words.ts';
import { systemAttention } from './system-attention.ts';
import type { OpenWindow } from './window-maker.ts';

export interface ConsoleFaceParts {
  readonly electron: Pick<typeof Electron, 'app' | 'clipboard' | 'Notification' | 'nativeImage' | 'shell'>;
  readonly startRoom: (config: RoomConfig) => Promise<RunningRoom>;
  readonly openWindow: OpenWindow;
  readonly icon: string;
  readonly platform: NodeJS.Platform;
  readonly words: () => ShellWords;
  /** Is the program ending, so that the console may just close? */
  readonly mayClose: () => boolean;
  /** Windows signs the user out or switches off: there is no time to ask. */
  readonly onSessionEnd: () => void;
  readonly report: (what: string, error?: unknown) => void;
}

/** The program as the host of a room: its console's window, what draws attention to it, what the menu does with it. */
export function createConsoleFace(parts: ConsoleFaceParts) {
  const { electron, startRoom, openWindow, icon, platform, words, mayClose, onSessionEnd, report } = parts;
  const { app, clipboard, shell } = electron;
  let console: Electron.BrowserWindow | undefined;

  const host = createHost({
    startRoom,
    openConsole: (url, alertId) => {
      const window = openWindow({ kind: 'console', origin: url, width: 1440, height: 900 });
      console = window;
      window.on('focus', alerts.seen);
      window.on('query-session-end', onSessionEnd);
      window.on('close', (event) => {
        // Elsewhere than on macOS the room goes with its console, and that is to be asked.
        if (platform === 'darwin' || mayClose()) return;
        event.preventDefault();
        app.quit();
      });
      window.once('closed', () => {
        console = undefined;
      });
      const place = alertId === undefined ? '' : `#/overview?alert=${encodeURIComponent(alertId)}`;
      window.loadURL(`${url}/console/${place}`).catch((error: unknown) => {
        // Closed while it loaded: nothing to say.
        if (!window.isDestroyed()) report('the console could not be loaded', error);
      });
      return window;
    },
    print: (line) => process.stdout.write(`${line}\n`),
  });

  const alerts = createNativeAlerts({
    ...systemAttention({ electron, window: () => console, platform, icon, report }),
    reveal: (alertId) => {
      // A page that is only now being loaded hears nothing yet: its address says which alert.
      const isListening = console !== undefined;
      const window = host.show(alertId);
      if (window && isListening)
        tell({ kind: 'console', contents: window.webContents }, 'shell:show-alert', alertId === undefined ? {} : { alertId });
    },
    words,
  });

  const handlers: Pick<ShellHandlers, 'shell:setup-code' | 'shell:alert-raised' | 'shell:try-notification'> = {
    ...host.handlers,
    'shell:alert-raised': (alert) => {
      alerts.raised(alert);
      return {};
    },
    'shell:try-notification': (sample) => ({ isShown: alerts.tryOut(sample) }),
  };

  return {
    host,
    handlers,
    /** What the menu offers while a room is open. */
    menu: (): RoomMenu | undefined => {
      const room = host.room();
      const dataDir = host.dataDir();
      if (!room || dataDir === undefined) return undefined;
      const code = normaliseJoinCode(room.joinCode) ?? room.joinCode;
      return {
        openInBrowser: () => {
          shell.openExternal(`${room.url}/console/`).catch((error: unknown) => report('no browser could be opened', error));
        },
        copyJoinAddress: () => {
          void clipboard.writeText(`${room.lanUrls[0] ?? room.url}/join?code=${formatJoinCode(code)}`);
        },
        showDataFolder: () => {
          void shell.openPath(dataDir).then((failure) => failure && report(`the data folder could not be shown: ${failure}`));
        },
      };
    },
  };
}
