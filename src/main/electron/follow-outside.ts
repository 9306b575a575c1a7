import type { App } from 'electron';
import { readJoinLink, readSecondStart } from './join-link.ts';
import type { Prefill } from './seat-port.ts';

export interface OutsideParts {
  readonly app: Pick<App, 'on' | 'whenReady' | 'getAppPath'>;
  /** Shows what is open. */
  readonly show: () => void;
  /** Could this program become a seat now? Not while it hosts a room, is in an exam, or shows another room. */
  readonly isFree: () => boolean;
  /** Fills the join screen in, and nothing more. */
  readonly join: (prefill: Prefill) => void;
  readonly report: (what: string, error?: unknown) => void;
}

/** Hears what comes from outside, a second start or a link: another program's word, which only ever fills a field in (security E15). */
export function followOutside({ app, show, isFree, join, report }: OutsideParts): void {
  const follow = (code: string): void => {
    if (isFree()) return join({ code });
    report('a join link was ignored: this program is not free to join an exam');
    show();
  };
  app.on('second-instance', (_event, args) => {
    const { code, isRefused } = readSecondStart(args, app.getAppPath());
    if (isRefused) report('a second start asked for something, which was ignored: quit this one first');
    if (code === undefined) show();
    else follow(code);
  });
  app.on('open-url', (event, url) => {
    event.preventDefault();
    const code = readJoinLink(url);
    if (code === undefined) return report('a link that is no join link was ignored');
    void app.whenReady().then(() => follow(code));
  });
}
