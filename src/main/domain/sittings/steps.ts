import { RoomError } from '../../../shared/protocol/errors.ts';
import { examRoom } from '../../../shared/protocol/events.ts';
import { emitAttemptState } from '../attempts/attempt-views.ts';
import { toExamState } from '../exams/exam-views.ts';
import type { Attempt, Exam, Sitting } from '../records.ts';
import type { Work } from '../work.ts';
import { setAlive } from './alive.ts';

export type Step = 'open' | 'start' | 'pause' | 'resume' | 'end';

/** Stores the sitting after a step, and tells everybody. `details` go into the audit log. */
export function move(
  work: Work,
  step: Step,
  exam: Exam,
  sitting: Sitting,
  changes: Partial<Sitting>,
  details: Record<string, unknown> = {},
): Sitting {
  const after: Sitting = { ...sitting, ...changes };
  work.store.sittings.update(after);
  if (after.state === 'running') setAlive(work);
  work.audit(`sitting.${step}`, `sitting:${sitting.id}`, { exam: exam.id, ...details });
  tellSitting(work, exam, after);
  return after;
}

/** Tells candidates and staff how the sitting stands. */
export function tellSitting(work: Work, exam: Exam, sitting: Sitting): void {
  work.emit({
    name: 'exam-state',
    payload: toExamState(exam, sitting, work.now),
    rooms: [examRoom(exam.id), 'admin-dashboard'],
  });
}

/** Tells every candidate of the sitting how their attempt stands after a change that concerns all. */
export function tellAttempts(work: Work, exam: Exam, sitting: Sitting): void {
  for (const attempt of work.store.attempts.ofSitting(sitting.id)) emitAttemptState(work, { attempt, sitting, exam });
}

/** Whom staff have to confirm before the start, where the policy asks for it. */
export function unconfirmed(work: Work, exam: Exam, sitting: Sitting): Attempt[] {
  if (!exam.policy.requireIdentity) return [];
  return work.store.attempts
    .ofSitting(sitting.id)
    .filter((attempt) => attempt.state === 'waiting' && attempt.identity === 'unchecked');
}

export const openSitting = (work: Work, exam: Exam, sitting: Sitting, details?: Record<string, unknown>): Sitting =>
  move(work, 'open', exam, sitting, { state: 'open', openedAt: work.now }, details);

/** Everybody's clock begins now. Throws RoomError `identity_unconfirmed` where the policy asks for identities. */
export function startSitting(work: Work, exam: Exam, sitting: Sitting, details?: Record<string, unknown>): Sitting {
  const unknown = unconfirmed(work, exam, sitting);
  if (unknown.length > 0) {
    throw new RoomError(
      'identity_unconfirmed',
      `${unknown.length} candidates are not confirmed yet: confirm them, or end their sessions.`,
      { data: { attemptIds: unknown.map((attempt) => attempt.id) } },
    );
  }
  const running = move(work, 'start', exam, sitting, { state: 'running', startedAt: work.now }, details);
  for (const attempt of work.store.attempts.ofSitting(sitting.id))
    if (attempt.state === 'waiting') work.store.attempts.update({ ...attempt, state: 'in_progress' });
  tellAttempts(work, exam, running);
  return running;
}
