import { findAttempt } from '../attempts/find-attempt.ts';
import type { Work } from '../work.ts';
import { suspendAfterWait } from './apply-policy.ts';

/** Carries out the suspensions that waited to see whether the whole room was hit alike (EV6). To be asked often. */
export function suspendWaiting(work: Work): void {
  for (const id of work.store.attempts.awaitingSuspension()) {
    const whole = findAttempt(work.store, id);
    const { suspendAt } = whole.attempt.risk;
    if (suspendAt !== undefined && suspendAt <= work.now) suspendAfterWait(work, whole);
  }
}
