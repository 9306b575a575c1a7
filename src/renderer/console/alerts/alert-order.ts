import { type Alert, isOpenAlert } from '../../../shared/model/alert.ts';
import { severityRank } from '../../../shared/model/severity.ts';

/** What the feed shows: what nobody has taken, what nobody has closed, or everything. */
export type FeedShow = 'new' | 'open' | 'all';

/** ISO times of one room sort as text. */
const newestFirst = (a: Alert, b: Alert): number => (a.lastAt < b.lastAt ? 1 : a.lastAt > b.lastAt ? -1 : 0);
const isPressing = ({ status, severity }: Alert): boolean => status === 'new' && severity === 'critical';

/**
 * The alerts of a feed in its order. Everything stays as it comes, by creation; otherwise newest first by what last
 * happened, and a critical one nobody has taken stays on top.
 */
export function inFeedOrder(alerts: readonly Alert[], show: FeedShow): readonly Alert[] {
  if (show === 'all') return alerts;
  const wanted = alerts.filter((alert) => (show === 'new' ? alert.status === 'new' : isOpenAlert(alert))).sort(newestFirst);
  return [...wanted.filter(isPressing), ...wanted.filter((alert) => !isPressing(alert))];
}

/** The most severe alert nobody has taken, of several the latest. */
export const worstUntaken = (alerts: readonly Alert[]): Alert | undefined =>
  alerts
    .filter(({ status }) => status === 'new')
    .sort((a, b) => severityRank(b.severity) - severityRank(a.severity) || newestFirst(a, b))[0];
