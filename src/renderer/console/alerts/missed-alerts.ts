import type { AlertChange, AlertFeed } from '../../../shared/client/index.ts';
import type { Alert } from '../../../shared/model/alert.ts';

/** Critical alerts that came while this console was away from its room, each to be told once. */
export interface MissedAlerts {
  /** To be shown every change of the feed. */
  hear(change: AlertChange): void;
  /** Those nobody has taken meanwhile, newest first, once the feed has caught up; not told again by any later call. */
  take(): readonly Alert[];
}

/** What was there when the console first had everything is no news; what it learns by catching up afterwards was missed. */
export function createMissedAlerts(feed: Pick<AlertFeed, 'alerts' | 'get' | 'isCaughtUp'>): MissedAlerts {
  let hadEverything = feed.isCaughtUp();
  const isCritical = ({ severity }: Alert): boolean => severity === 'critical';
  const known = new Set(
    feed
      .alerts()
      .filter(isCritical)
      .map(({ id }) => id),
  );
  let missed: Alert['id'][] = [];

  return {
    hear({ alert, live }) {
      if (!isCritical(alert) || known.has(alert.id)) return;
      known.add(alert.id);
      if (hadEverything && !live) missed.push(alert.id);
    },
    take() {
      if (!feed.isCaughtUp()) return [];
      hadEverything = true;
      const due = missed.flatMap((id) => feed.get(id) ?? []).filter(({ status }) => status === 'new');
      missed = [];
      return due.sort((a, b) => b.seq - a.seq);
    },
  };
}
