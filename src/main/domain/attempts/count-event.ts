import { correlate, foldIntoRoom } from '../incidents/room-incident.ts';
import type { Attempt, StoredSecurityEvent } from '../records.ts';
import { applyPolicy } from '../responses/apply-policy.ts';
import { settleWait } from '../responses/suspend-waiting.ts';
import { applyRules } from '../rules/apply-rules.ts';
import { recallRules } from '../rules/recall-rules.ts';
import type { Store } from '../store.ts';
import type { Work } from '../work.ts';
import type { AttemptInExam } from './attempt-views.ts';
import { findAttempt } from './find-attempt.ts';

export type CountedEvent = Pick<
  StoredSecurityEvent,
  'number' | 'type' | 'offline' | 'violation' | 'occurredAt' | 'details' | 'sessionId'
>;

interface CountedViolation {
  readonly attempt: Attempt;
  readonly isOfRoom: boolean;
}

/** By the policy (EV2, EV3); or, where several candidates are hit alike, as part of the incident of the room (EV6). */
function countViolation(work: Work, whole: AttemptInExam, event: CountedEvent): CountedViolation {
  const found = correlate(work, whole, event);
  if (!found) return { attempt: applyPolicy(work, whole, event), isOfRoom: false };
  // Alerts go out at once (EV6), and are folded at once where the incident is known already.
  if (found.isNewMember) applyPolicy(work, whole, event, 'of the room');
  else work.store.attempts.noteEvent(whole.attempt);
  foldIntoRoom(work, whole, event, found);
  return { attempt: findAttempt(work.store, whole.attempt.id).attempt, isOfRoom: true };
}

/**
 * What one stored event changes: the attempt's risk and, by the policy or as part of an incident of the room, alerts and responses;
 * and what rules make of it (EV2-EV4, EV6).
 */
export function countEvent(work: Work, before: AttemptInExam, event: CountedEvent): void {
  const { attempt, sitting, exam } = settleWait(work, before);
  const seen = { ...attempt, lastEventType: event.type, lastEventAt: work.now };
  const whole = { attempt: seen, sitting, exam };
  if (!event.violation) work.store.attempts.noteEvent(seen);
  const after = event.violation ? countViolation(work, whole, event) : { attempt: seen, isOfRoom: false };
  // Rules see every stored event, and the attempt as it stands then; but for the room's doing they do nothing to anybody (EV6).
  const told = { ...event, from: 'client', severity: undefined, isOfRoom: after.isOfRoom } as const;
  applyRules(work, { attempt: after.attempt, sitting, exam }, told, attempt.risk);
}

/**
 * Counts the stored events whose effects a crash kept from being stored: the same steps at the same times, so that
 * scores, counts and `rev` come out as they were acknowledged (ADR 5). Everybody who could be told has been told, or
 * catches up by `sync`. To be asked before anything else is done.
 */
export function countAgain(work: Work): void {
  const { store } = work;
  // Responses, what candidates were told, audit entries and the course were stored with their event.
  const notifications: Store['notifications'] = { ...store.notifications, insert: () => {} };
  const responses = { ...store.responses, insert: () => {} };
  const course: Store['course'] = { ...store.course, note: () => 0 };
  const again: Work = { ...work, store: { ...store, notifications, responses, course }, emit: () => {}, audit: () => {} };
  let number = store.events.lastCounted();
  recallRules(store, number, work.now);
  for (;;) {
    const events = store.events.after(number);
    for (const event of events) {
      const then: Work = { ...again, now: event.receivedAt };
      countEvent(then, findAttempt(store, event.attemptId), event);
      number = event.number;
    }
    if (events.length === 0) return;
  }
}
