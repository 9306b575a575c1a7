import type { AttemptId } from '../../../shared/model/ids.ts';
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

/**
 * For whom something has waited long enough to see whether the whole room was hit alike (EV6): each to be done in a transaction of
 * its own, so that one attempt that cannot be suspended keeps nobody else's suspension from being carried out. To be asked often.
 */
export const waitedEnough = ({ store, now }: Pick<Work, 'store' | 'now'>): AttemptId[] =>
  store.attempts.awaitingSuspension().filter((id) => isWaitOver(findAttempt(store, id).attempt, now));

/** Carries out what waited for one attempt, unless that has been decided since it was found. */
export function endWait(work: Work, id: AttemptId): void {
  const whole = findAttempt(work.store, id);
  if (!isWaitOver(whole.attempt, work.now)) return;
  work.store.course.note(work.now, { kind: 'wait', attemptId: id });
  settleWait(work, whole);
}
