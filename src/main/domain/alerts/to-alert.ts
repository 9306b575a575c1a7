import type { Alert } from '../../../shared/model/alert.ts';
import { toIso } from '../../../shared/model/time.ts';
import type { StoredAlert } from '../records.ts';

/** The alert as it stands on the wire (protocol 5). `threat_level` repeats the severity for clients of the alert socket. */
export function toAlert(stored: StoredAlert): Alert {
  const { groupingKey: _, raisedBy: _event, firstAt, lastAt, acknowledgedAt, reasons, ...rest } = stored;
  const raisedAt = toIso(firstAt);
  const alert: Alert = {
    ...rest,
    reasons: [...reasons],
    threat_level: stored.severity,
    firstAt: raisedAt,
    lastAt: lastAt === firstAt ? raisedAt : toIso(lastAt),
    timestamp: raisedAt,
    ...(acknowledgedAt === undefined ? {} : { acknowledgedAt: toIso(acknowledgedAt) }),
  };
  for (const key of Object.keys(alert) as (keyof Alert)[]) if (alert[key] === undefined) delete alert[key];
  return alert;
}
