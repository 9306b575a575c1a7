import type { AttemptInExam } from '../attempts/attempt-views.ts';
import { findAttempt } from '../attempts/find-attempt.ts';
import type { Attempt } from '../records.ts';
import type { Work } from '../work.ts';
import { suspendAfterWait } from './apply-policy.ts';

/** Did a suspension wait, and has it waited long enough? */
export const isWaitOver = ({ risk: { suspendAt } }: Attempt, now: number): boolean => suspendAt !== undefined && suspendAt <= now;

/** Decides a suspension that has waited long enough before anything else counts, so that when the room looked decides nothing. */
export function settleWait(work: Work, whole: AttemptInExam): AttemptInExam {
  return isWaitOver(whole.attempt, work.now) ? { ...whole, attempt: suspendAfterWait(work, whole) } : whole;
}

/** Carries out the suspensions that waited to see whether the whole room was hit alike (EV6). To be asked often. */
export function suspendWaiting(work: Work): void {
  for (const id of work.store.attempts.awaitingSuspension()) {
    const whole = findAttempt(work.store, id);
    if (!isWaitOver(whole.attempt, work.now)) continue;
    work.store.course.note(work.now, { kind: 'wait', attemptId: id });
    suspendAfterWait(work, whole);
  }
}
