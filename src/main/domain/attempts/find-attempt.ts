import { invariant } from '../../../shared/assert.ts';
import type { AttemptId, ExamId } from '../../../shared/model/ids.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import type { Exam, Sitting } from '../records.ts';
import type { Store } from '../store.ts';
import type { AttemptInExam } from './attempt-views.ts';

/** The exam as a sitting has it: with the paper it started with, where that was changed since (EX2). The policy is always the exam's own. */
export function examOfSitting(store: Pick<Store, 'exams'>, sitting: Sitting): Exam | undefined {
  const exam = store.exams.byId(sitting.examId);
  if (!exam || sitting.paper === undefined) return exam;
  const kept = store.exams.keptPaper(sitting.examId, sitting.paper);
  invariant(kept, 'the paper a sitting names is kept');
  return { ...kept.exam, policy: exam.policy, paper: sitting.paper };
}

/** The attempt with its sitting and exam, or `attempt_not_found`. */
export function findAttempt(store: Store, attemptId: AttemptId): AttemptInExam {
  const attempt = store.attempts.byId(attemptId);
  if (!attempt) throw new RoomError('attempt_not_found', 'There is no such attempt in this room.', { field: 'attemptId' });
  const sitting = store.sittings.byId(attempt.sittingId);
  invariant(sitting, 'an attempt references its sitting');
  const exam = examOfSitting(store, sitting);
  invariant(exam, 'a sitting references its exam');
  return { attempt, sitting, exam };
}

/** The exam with its current sitting, as that sitting has it, or `exam_not_found`. Who edits the paper asks `findPaper`. */
export function findExam(store: Store, examId: ExamId): { exam: Exam; sitting: Sitting } {
  if (!store.exams.byId(examId))
    throw new RoomError('exam_not_found', 'There is no such exam in this room.', { field: 'examId' });
  const sitting = store.sittings.current(examId);
  invariant(sitting, 'an exam is stored together with its first sitting');
  const exam = examOfSitting(store, sitting);
  invariant(exam, 'a sitting references its exam');
  return { exam, sitting };
}
