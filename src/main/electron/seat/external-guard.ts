import type { WebContents } from 'electron';
import { isOnList } from '../../../shared/model/external-paper.ts';

export type GuardedPage = Pick<WebContents, 'on' | 'setWindowOpenHandler' | 'loadURL'>;

/** What the candidate (or the page) wanted and was refused. */
export interface Refused {
  readonly how: 'navigation' | 'redirect' | 'window' | 'download';
  readonly url: string;
}

interface GuardParts {
  readonly allow: readonly string[];
  readonly onRefused: (refused: Refused) => void;
}

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
  contents.setWindowOpenHandler(({ url }) => {
    if (isOnList(allow, url))
      contents.loadURL(url).catch(() => {
        // what does not load shows its own page of the browser
      });
    else onRefused({ how: 'window', url });
    return { action: 'deny' };
  });
}

/** One report for a host in this time; more would be a flood that says the same. */
const APART_MS = 10_000;
const MOST_HOSTS = 50;

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
  return ({ how, url }) => {
    const host = URL.canParse(url) ? new URL(url).host || new URL(url).protocol : 'unreadable';
    const last = told.get(host);
    if (last && now() - last.at < APART_MS) {
      last.kept += 1;
      return;
    }
    if (!last && told.size >= MOST_HOSTS) told.delete(told.keys().next().value as string);
    told.delete(host);
    told.set(host, { at: now(), kept: 0 });
    report({ type: 'url_blocked', details: { host: host.slice(0, 253), how, times: 1 + (last?.kept ?? 0) } });
  };
}
