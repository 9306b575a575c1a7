import type { Attempt, Exam, Sitting, StoredAlert } from '../records.ts';
import type { Store } from '../store.ts';
import { isOfRule } from './decisions.ts';

const ALL = Number.MAX_SAFE_INTEGER;

/** From when to when a record has to tell of the room, epoch ms. */
export interface Span {
  /** Alerts about the room raised from then on are decided by the record. */
  readonly from: number;
  readonly to: number;
  /** Those of them that were raised, oldest first. */
  readonly alerts: readonly StoredAlert[];
}

/** Incidents of this sitting, and what rules raised over this exam or the room. */
function alertsOfRoom(store: Store, exam: Exam, sitting: Sitting): StoredAlert[] {
  const incidents = store.alerts
    .list({ type: 'room_incident', examId: exam.id, limit: ALL })
    .filter(({ groupingKey }) => groupingKey?.startsWith(`incident:${sitting.id}:`));
  const ofRules = store.alerts
    .list({ type: 'rule_matched', limit: ALL })
    .filter((alert) => isOfRule(alert) && alert.attemptId === undefined && (alert.examId ?? exam.id) === exam.id);
  return [...incidents, ...ofRules].sort((one, other) => one.seq - other.seq);
}

/**
 * The time of the sitting, widened until no alert about the room lies half in it: what other sittings added to such an alert belongs
 * to how it was decided.
 */
export function spanOf(store: Store, exam: Exam, sitting: Sitting, attempts: readonly Attempt[]): Span {
  let from = sitting.openedAt ?? sitting.createdAt;
  let to = Math.max(sitting.endedAt ?? from, ...attempts.map(({ lastEventAt = 0 }) => lastEventAt));
  const all = alertsOfRoom(store, exam, sitting);
  for (;;) {
    const cut = all.filter(({ firstAt, lastAt }) => firstAt <= to && lastAt >= from && (firstAt < from || lastAt > to));
    if (cut.length === 0) break;
    from = Math.min(from, ...cut.map(({ firstAt }) => firstAt));
    to = Math.max(to, ...cut.map(({ lastAt }) => lastAt));
  }
  return { from, to, alerts: all.filter(({ firstAt }) => firstAt >= from && firstAt <= to) };
}
