import type { WebContents } from 'electron';
import { isOnList } from '../../../shared/model/external-paper.ts';

export type GuardedPage = Pick<WebContents, 'on' | 'setWindowOpenHandler' | 'loadURL' | 'getURL'>;

/** What the candidate (or the page) wanted and was refused. */
export interface Refused {
  readonly how: 'navigation' | 'redirect' | 'window' | 'download' | 'permission' | 'print';
  /** Where it was to lead; for a permission or printing, the page that asked. */
  readonly url: string;
  /** Which permission. */
  readonly what?: string;
}

interface GuardParts {
  readonly allow: readonly string[];
  readonly onRefused: (refused: Refused) => void;
}

/** What the engine refuses by itself it says on the page's console alone, in these words. A page can say them too: it tells on itself. */
const SAID_OF_FILE = /^Not allowed to load local resource: (\S+)/;
const SAID_OF_PRINT = /^Ignored call to 'print\(\)'/;

/**
 * Keeps the page of an external exam on its list (EX8): every navigation of every frame, every redirect, every new window. A window
 * that may be opened opens in place, for there is only the one.
 */
export function guardExternal(contents: GuardedPage, { allow, onRefused }: GuardParts): void {
  const judge = (how: Refused['how']) => (event: { readonly url: string; preventDefault(): void }) => {
    if (isOnList(allow, event.url)) return;
    event.preventDefault();
    onRefused({ how, url: event.url });
  };
  // Frames and the page itself: `will-navigate` would tell the latter a second time.
  contents.on('will-frame-navigate', judge('navigation'));
  contents.on('will-redirect', judge('redirect'));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  // A page that asks to stay would hold the candidate, without a word: nobody is asked here.
  contents.on('will-prevent-unload', (event) => event.preventDefault());
  contents.on('console-message', (event, _level, given) => {
    // Before Electron 35 it is an argument alone.
    const message = event.message ?? given;
    const [, file] = SAID_OF_FILE.exec(message) ?? [];
    if (file !== undefined) onRefused({ how: 'navigation', url: file });
    else if (SAID_OF_PRINT.test(message)) onRefused({ how: 'print', url: contents.getURL() });
  });
  contents.setWindowOpenHandler(({ url }) => {
    if (isOnList(allow, url))
      contents.loadURL(url).catch(() => {
        // what does not load shows its own page of the browser
      });
    else onRefused({ how: 'window', url });
    return { action: 'deny' };
  });
}

/** One report for a host and a way in this time; more would be a flood that says the same. */
const APART_MS = 10_000;
const MOST_KEPT = 50;

interface ReportParts {
  readonly now: () => number;
  readonly report: (event: { type: 'url_blocked'; details: Record<string, unknown> }) => void;
}

/**
 * Tells the room what was refused, by host: an address may carry what a candidate typed into another site. What was refused again
 * meanwhile is counted into the next report.
 */
export function createRefusalReports({ now, report }: ReportParts): (refused: Refused) => void {
  const told = new Map<string, { at: number; kept: number }>();
  return ({ how, url, what }) => {
    const host = URL.canParse(url) ? new URL(url).host || new URL(url).protocol : 'unreadable';
    const kind = [how, what, host].join(' ');
    const last = told.get(kind);
    if (last && now() - last.at < APART_MS) {
      last.kept += 1;
      return;
    }
    if (!last && told.size >= MOST_KEPT) told.delete(told.keys().next().value as string);
    told.delete(kind);
    told.set(kind, { at: now(), kept: 0 });
    const times = 1 + (last?.kept ?? 0);
    report({ type: 'url_blocked', details: { host: host.slice(0, 253), how, ...(what === undefined ? {} : { what }), times } });
  };
}
