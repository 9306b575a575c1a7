import { ROOM_REASONS } from '../../../shared/model/event-words.ts';
import { attemptEndsAt, sittingEndsAt } from '../attempts/attempt-clock.ts';
import { emitAttemptState } from '../attempts/attempt-views.ts';
import { examOfSitting } from '../attempts/find-attempt.ts';
import { finishAttempt } from '../attempts/finish-attempt.ts';
import type { Work } from '../work.ts';

/**
 * Ends every attempt whose time is over by the server's clock (EX9). Asked regularly; does nothing most times.
 * Answers that arrive afterwards are kept apart as late.
 */
export function closeFinishedAttempts(work: Work): number {
  let closed = 0;
  for (const sitting of work.store.sittings.joinable()) {
    if (sitting.state !== 'running') continue;
    const exam = examOfSitting(work.store, sitting);
    if (!exam) continue;
    // Nobody's time is over before that of whoever it was shortened for most: until then there is nobody to look for.
    if (work.now < (sittingEndsAt(exam, sitting) ?? 0) + work.store.attempts.mostShortened(sitting.id)) continue;
    for (const attempt of work.store.attempts.ofSitting(sitting.id)) {
      const endsAt = attemptEndsAt(exam, sitting, attempt);
      if (endsAt === undefined || work.now < endsAt) continue;
      const after = finishAttempt(work, { attempt, sitting, exam }, 'ended', ROOM_REASONS.time_over);
      work.audit('attempt.time_up', `attempt:${attempt.id}`);
      emitAttemptState(work, { attempt: after, sitting, exam });
      closed++;
    }
  }
  return closed;
}
