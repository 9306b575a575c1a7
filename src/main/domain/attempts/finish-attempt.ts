import type { AttemptState } from '../../../shared/model/attempt.ts';
import { gradeOfAttempt } from '../grading/graded-paper.ts';
import type { Attempt } from '../records.ts';
import type { Work } from '../work.ts';
import type { AttemptInExam } from './attempt-views.ts';

/** What the answers stored so far are worth (EX7). */
export const currentScore = (work: Pick<Work, 'store'>, { attempt }: Pick<AttemptInExam, 'attempt'>) =>
  gradeOfAttempt(work.store, attempt);

/** Closes an attempt for good, grades what a machine can grade, and stores both. */
export function finishAttempt(
  work: Work,
  whole: AttemptInExam,
  state: Extract<AttemptState, 'submitted' | 'ended'>,
  reason?: string,
): Attempt {
  const { score, maxScore, pendingPoints } = currentScore(work, whole);
  const after: Attempt = {
    ...whole.attempt,
    state,
    finishedAt: work.now,
    reason,
    suspendedAt: undefined,
    suspendedPausedMs: undefined,
    breakStartedAt: undefined,
    breakPausedMs: undefined,
    breakGrantedMs: undefined,
    score,
    maxScore,
    pendingPoints,
  };
  work.store.attempts.update(after);
  work.store.course.note(work.now, { kind: 'finished', attemptId: after.id });
  return after;
}
