import type { Alert } from '../../../shared/model/alert.ts';
import { toIso } from '../../../shared/model/time.ts';
import type { StoredAlert } from '../records.ts';
import { WALL_NAMES, type Wall } from '../walls/finding.ts';

const isWall = (source: string): source is Wall => Object.hasOwn(WALL_NAMES, source);

/** The alert as it stands on the wire (protocol 5). `threat_level` repeats the severity for clients of the alert socket. */
export function toAlert(stored: StoredAlert): Alert {
  const { groupingKey: _, raisedBy: _event, firstAt, lastAt, acknowledgedAt, reasons, ...rest } = stored;
  const raisedAt = toIso(firstAt);
  const alert: Alert = {
    ...rest,
    reasons: [...reasons],
    threat_level: stored.severity,
    ...(isWall(stored.source) ? { wall_name: WALL_NAMES[stored.source] } : {}),
    firstAt: raisedAt,
    lastAt: lastAt === firstAt ? raisedAt : toIso(lastAt),
    timestamp: raisedAt,
    ...(acknowledgedAt === undefined ? {} : { acknowledgedAt: toIso(acknowledgedAt) }),
  };
  for (const key of Object.keys(alert) as (keyof Alert)[]) if (alert[key] === undefined) delete alert[key];
  return alert;
}
