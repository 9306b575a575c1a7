import { ROOM_REASONS } from '../../../shared/model/event-words.ts';
import type { AttemptId } from '../../../shared/model/ids.ts';
import { attemptEndsAt, sittingEndsAt } from '../attempts/attempt-clock.ts';
import { emitAttemptState } from '../attempts/attempt-views.ts';
import { examOfSitting, findAttempt } from '../attempts/find-attempt.ts';
import { finishAttempt } from '../attempts/finish-attempt.ts';
import type { Work } from '../work.ts';

/**
 * Whose time is over by the server's clock (EX9), to be closed each in a transaction of its own: one attempt that cannot be closed
 * keeps nobody else's open. Asked regularly; finds nobody most times.
 */
export function finishedAttempts(work: Pick<Work, 'now' | 'store'>): AttemptId[] {
  const finished: AttemptId[] = [];
  for (const sitting of work.store.sittings.joinable()) {
    if (sitting.state !== 'running') continue;
    const exam = examOfSitting(work.store, sitting);
    if (!exam) continue;
    // Nobody's time is over before that of whoever it was shortened for most: until then there is nobody to look for.
    if (work.now < (sittingEndsAt(exam, sitting) ?? 0) + work.store.attempts.mostShortened(sitting.id)) continue;
    for (const attempt of work.store.attempts.ofSitting(sitting.id)) {
      const endsAt = attemptEndsAt(exam, sitting, attempt);
      if (endsAt === undefined || work.now < endsAt) continue;
      finished.push(attempt.id);
    }
  }
  return finished;
}

/** Ends an attempt whose time is over. Answers that arrive afterwards are kept apart as late. */
export function closeFinished(work: Work, id: AttemptId): void {
  const { attempt, sitting, exam } = findAttempt(work.store, id);
  const endsAt = attemptEndsAt(exam, sitting, attempt);
  // Handed in, or given more time, since it was found.
  if (endsAt === undefined || work.now < endsAt) return;
  const after = finishAttempt(work, { attempt, sitting, exam }, 'ended', ROOM_REASONS.time_over);
  work.audit('attempt.time_up', `attempt:${attempt.id}`);
  emitAttemptState(work, { attempt: after, sitting, exam });
}
