import type { AttemptInExam } from '../attempts/attempt-views.ts';
import { findAttempt } from '../attempts/find-attempt.ts';
import type { Attempt } from '../records.ts';
import { isHeldOver } from '../risk/held.ts';
import { actAfterWait } from '../rules/held-actions.ts';
import type { Work } from '../work.ts';
import { suspendAfterWait } from './apply-policy.ts';

const isSuspensionOver = ({ risk: { suspendAt } }: Attempt, now: number): boolean => suspendAt !== undefined && suspendAt <= now;

/** Did a suspension, or what a rule would do, wait, and has it waited long enough? */
export const isWaitOver = (attempt: Attempt, now: number): boolean =>
  isSuspensionOver(attempt, now) || isHeldOver(attempt.risk, now);

/** Decides what has waited long enough before anything else counts, so that when the room looked decides nothing. */
export function settleWait(work: Work, before: AttemptInExam): AttemptInExam {
  let whole = before;
  if (isSuspensionOver(whole.attempt, work.now)) whole = { ...whole, attempt: suspendAfterWait(work, whole) };
  if (isHeldOver(whole.attempt.risk, work.now)) whole = { ...whole, attempt: actAfterWait(work, whole) };
  return whole;
}

/** Carries out what waited to see whether the whole room was hit alike (EV6). To be asked often. */
export function suspendWaiting(work: Work): void {
  for (const id of work.store.attempts.awaitingSuspension()) {
    const whole = findAttempt(work.store, id);
    if (!isWaitOver(whole.attempt, work.now)) continue;
    work.store.course.note(work.now, { kind: 'wait', attemptId: id });
    settleWait(work, whole);
  }
}
