import type { Alert } from '../../../shared/model/alert.ts';
import { toIso } from '../../../shared/model/time.ts';
import type { StoredAlert } from '../records.ts';
import { WALL_NAMES, type Wall } from '../walls/finding.ts';

const isWall = (source: string): source is Wall => Object.hasOwn(WALL_NAMES, source);

/** Written as another kind of value on the wire, or not at all. */
const OTHERWISE = new Set(['groupingKey', 'raisedBy', 'firstAt', 'lastAt', 'acknowledgedAt', 'reasons']);

/**
 * The alert as it stands on the wire (protocol 5). `threat_level` repeats the severity for clients of the alert socket. Built up
 * field by field: from an object that fields were deleted from, everything after takes twice as long, and this is asked for each event.
 */
export function toAlert(stored: StoredAlert): Alert {
  const { source, severity, firstAt, lastAt, acknowledgedAt, reasons } = stored;
  const alert: Record<string, unknown> = {};
  for (const key of Object.keys(stored) as (keyof StoredAlert)[])
    if (stored[key] !== undefined && !OTHERWISE.has(key)) alert[key] = stored[key];
  const raisedAt = toIso(firstAt);
  alert.reasons = [...reasons];
  alert.threat_level = severity;
  if (isWall(source)) alert.wall_name = WALL_NAMES[source];
  alert.firstAt = raisedAt;
  alert.lastAt = lastAt === firstAt ? raisedAt : toIso(lastAt);
  alert.timestamp = raisedAt;
  if (acknowledgedAt !== undefined) alert.acknowledgedAt = toIso(acknowledgedAt);
  return alert as Alert;
}
