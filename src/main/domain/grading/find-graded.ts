import type { ExamId } from '../../../shared/model/ids.ts';
import { examOfSitting, findExam } from '../attempts/find-attempt.ts';
import type { Exam, Sitting } from '../records.ts';
import type { Store } from '../store.ts';

interface Found {
  readonly exam: Exam;
  readonly sitting: Sitting;
}

function lastOver(store: Store, current: Found): Found {
  const over = store.sittings
    .ofExam(current.sitting.examId)
    .filter(({ state, startedAt }) => state === 'ended' && startedAt !== undefined)
    .sort((one, other) => other.number - one.number)[0];
  const exam = over && examOfSitting(store, over);
  return over && exam ? { exam, sitting: over } : current;
}

/**
 * The exam with the sitting that is marked and published: the current one, and until that has ended the last one that has. Who makes a
 * next sitting too early strands nobody without a result (EX7).
 */
export function findGraded(store: Store, examId: ExamId): Found {
  const current = findExam(store, examId);
  return current.sitting.state === 'ended' ? current : lastOver(store, current);
}

/** The exam with the sitting whose results are shown: the current one; while that is a draft, in which nobody can be, the last one. */
export function findShown(store: Store, examId: ExamId): Found {
  const current = findExam(store, examId);
  return current.sitting.state === 'draft' ? lastOver(store, current) : current;
}
