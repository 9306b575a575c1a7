import { correlate, foldIntoRoom } from '../incidents/room-incident.ts';
import type { StoredSecurityEvent } from '../records.ts';
import { applyPolicy } from '../responses/apply-policy.ts';
import type { Work } from '../work.ts';
import type { AttemptInExam } from './attempt-views.ts';
import { findAttempt } from './find-attempt.ts';

export type CountedEvent = Pick<StoredSecurityEvent, 'number' | 'type' | 'offline' | 'violation' | 'occurredAt' | 'sessionId'>;

/**
 * What one stored event changes: the attempt's risk and, by the policy, alerts and responses (EV2, EV3); or, where several
 * candidates are hit alike, the incident of the room (EV6).
 */
export function countEvent(work: Work, { attempt, sitting, exam }: AttemptInExam, event: CountedEvent): void {
  const seen = { ...attempt, lastEventType: event.type, lastEventAt: work.now };
  if (!event.violation) return work.store.attempts.noteEvent(seen);
  const whole = { attempt: seen, sitting, exam };
  const found = correlate(work, whole, event);
  if (!found) return void applyPolicy(work, whole, event);
  // Alerts go out at once (EV6), and are folded at once where the incident is known already.
  if (found.isNewMember) applyPolicy(work, whole, event, 'of the room');
  else work.store.attempts.noteEvent(seen);
  foldIntoRoom(work, whole, event, found);
}

/**
 * Counts the stored events whose effects a crash kept from being stored: the same steps at the same times, so that
 * scores, counts and `rev` come out as they were acknowledged (ADR 5). Everybody who could be told has been told, or
 * catches up by `sync`. To be asked before anything else is done.
 */
export function countAgain(work: Work): void {
  const { store } = work;
  // Responses and audit entries were stored with their event.
  const responses = { ...store.responses, insert: () => {} };
  const again: Work = { ...work, store: { ...store, responses }, emit: () => {}, audit: () => {} };
  let number = store.events.lastCounted();
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
