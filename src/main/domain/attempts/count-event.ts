import type { StoredSecurityEvent } from '../records.ts';
import { applyPolicy } from '../responses/apply-policy.ts';
import { applyRules } from '../rules/apply-rules.ts';
import { recallRules } from '../rules/recall-rules.ts';
import type { Work } from '../work.ts';
import type { AttemptInExam } from './attempt-views.ts';
import { findAttempt } from './find-attempt.ts';

/** What one stored event changes: the attempt's risk and, by the policy, alerts and responses; and what rules make of it (EV2-EV4). */
export function countEvent(
  work: Work,
  { attempt, sitting, exam }: AttemptInExam,
  event: Pick<StoredSecurityEvent, 'number' | 'type' | 'offline' | 'violation' | 'details' | 'sessionId'>,
): void {
  const seen = { ...attempt, lastEventType: event.type, lastEventAt: work.now };
  const after = event.violation ? applyPolicy(work, { attempt: seen, sitting, exam }, event) : seen;
  if (!event.violation) work.store.attempts.noteEvent(seen);
  applyRules(work, { attempt: after, sitting, exam }, event);
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
