import type { BrowserWindow, BrowserWindowConstructorOptions, RenderProcessGoneDetails } from 'electron';
import type { ClientClock } from '../../../shared/client/index.ts';
import { APP_ORIGIN } from '../app-pages.ts';
import { webPreferences } from '../web-preferences.ts';

export interface SeatWindowParts {
  /** Makes the window and enters it as one of kind `exam` whose pages come from `APP_ORIGIN`. */
  readonly create: (options: BrowserWindowConstructorOptions) => BrowserWindow;
  /** Absolute path of the built preload of the exam. */
  readonly preload: string;
  /** Absolute path of the icon. */
  readonly icon: string;
  readonly isPackaged: boolean;
  readonly clock: ClientClock;
  readonly onCrash: (details: Readonly<Record<string, unknown>>) => void;
  readonly report: (what: string, error?: unknown) => void;
}

/** A page that dies again and again is given longer and longer pauses: the first time nobody shall notice. */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;
/** A page that lived as long as this has recovered. */
const CALM_MS = 60_000;

/**
 * Opens the candidate's window: an ordinary one, nothing of the computer is locked. When its page dies it is loaded again, and finds
 * its seat as it left it.
 */
export function openSeatWindow({ create, preload, icon, isPackaged, clock, onCrash, report }: SeatWindowParts): BrowserWindow {
  const window = create({
    title: 'Invigil',
    width: 1280,
    height: 860,
    minWidth: 380,
    minHeight: 560,
    show: false,
    autoHideMenuBar: true,
    icon,
    webPreferences: webPreferences(preload, isPackaged),
  });
  let pauseMs = FIRST_PAUSE_MS;
  let cancel = (): void => {};
  const load = (): void => {
    window.loadURL(`${APP_ORIGIN}/exam/`).catch((error: unknown) => {
      // Closed while it loaded: nothing to say.
      if (!window.isDestroyed()) report('the exam page could not be loaded', error);
    });
  };
  let crashedAt = Number.NEGATIVE_INFINITY;

  window.once('ready-to-show', () => window.show());
  window.once('closed', () => cancel());
  window.webContents.on('render-process-gone', (_event: unknown, { reason, exitCode }: RenderProcessGoneDetails) => {
    if (reason === 'clean-exit') return;
    report(`the exam page died (${reason})`);
    onCrash({ reason, exitCode });
    const now = clock.monotonic();
    pauseMs = now - crashedAt > CALM_MS ? FIRST_PAUSE_MS : Math.min(pauseMs * 4, LONGEST_PAUSE_MS);
    crashedAt = now;
    cancel();
    cancel = clock.after(pauseMs, load);
  });
  load();
  return window;
}
