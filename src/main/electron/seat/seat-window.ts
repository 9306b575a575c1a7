import type { BrowserWindow } from 'electron';
import { APP_ORIGIN } from '../app-pages.ts';
import type { Prefill } from '../seat-port.ts';
import type { OpenWindow } from '../window-maker.ts';

export interface SeatWindowParts {
  readonly openWindow: OpenWindow;
  readonly prefill?: Prefill | undefined;
  /** The page died under the candidate. The window loads it again by itself. */
  readonly onCrash: (details: Readonly<Record<string, unknown>>) => void;
  readonly report: (what: string, error?: unknown) => void;
}

/** The page of the exam; what is to be filled in stands in its address, as in a link that is followed in a browser. */
function addressOf({ code, address }: Prefill): string {
  const query = new URLSearchParams({ ...(code === undefined ? {} : { code }), ...(address === undefined ? {} : { address }) });
  return `${APP_ORIGIN}/exam/${query.size > 0 ? `#/join?${query}` : ''}`;
}

/** Fills in what is known on the join page; nothing is done with it before the candidate does something. */
export function showPrefill(window: BrowserWindow, prefill: Prefill, report: SeatWindowParts['report']): void {
  window.loadURL(addressOf(prefill)).catch((error: unknown) => {
    // Closed while it loaded: nothing to say.
    if (!window.isDestroyed()) report('the exam page could not be loaded', error);
  });
}

/** Opens the candidate's window: an ordinary one, nothing of the computer is locked. */
export function openSeatWindow({ openWindow, prefill = {}, onCrash, report }: SeatWindowParts): BrowserWindow {
  const window = openWindow({ kind: 'exam', origin: APP_ORIGIN, width: 1280, height: 860 });
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason !== 'clean-exit') onCrash({ reason, exitCode });
  });
  showPrefill(window, prefill, report);
  return window;
}
