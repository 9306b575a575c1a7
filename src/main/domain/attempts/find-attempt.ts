import { invariant } from '../../../shared/assert.ts';
import type { AttemptId, ExamId } from '../../../shared/model/ids.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import type { Exam, Sitting } from '../records.ts';
import type { Store } from '../store.ts';
import type { AttemptInExam } from './attempt-views.ts';

/** The attempt with its sitting and exam, or `attempt_not_found`. */
export function findAttempt(store: Store, attemptId: AttemptId): AttemptInExam {
  const attempt = store.attempts.byId(attemptId);
  if (!attempt) throw new RoomError('attempt_not_found', 'There is no such attempt in this room.', { field: 'attemptId' });
  const sitting = store.sittings.byId(attempt.sittingId);
  const exam = store.exams.byId(attempt.examId);
  invariant(sitting && exam, 'an attempt references its sitting and exam');
  return { attempt, sitting, exam };
}

/** The exam with its current sitting, or `exam_not_found`. */
export function findExam(store: Store, examId: ExamId): { exam: Exam; sitting: Sitting } {
  const exam = store.exams.byId(examId);
  if (!exam) throw new RoomError('exam_not_found', 'There is no such exam in this room.', { field: 'examId' });
  const sitting = store.sittings.current(examId);
  invariant(sitting, 'an exam is stored together with its first sitting');
  return { exam, sitting };
}
