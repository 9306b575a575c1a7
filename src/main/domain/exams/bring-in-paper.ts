import type { Question } from '../../../shared/model/question.ts';
import { sliceQuestions } from '../../../shared/model/question-slices.ts';
import type { Preparation } from '../handler.ts';
import { withSilentIds } from '../papers/silent-ids.ts';
import type { Exam } from '../records.ts';
import type { Work } from '../work.ts';

/** A paper that is written and not shown yet. */
export interface BroughtIn {
  readonly exam: Exam;
  /** Its questions as they are stored. */
  readonly paper: readonly Question[];
}

/**
 * Writes a paper that is too large for one transaction: slice by slice, unseen, and others are answered in between. Answers the exam that
 * `finish` shows to everybody; nothing, with nothing written, where the paper is small enough to be written at once. What a failure
 * leaves is dropped.
 */
export async function bringInPaper(
  write: Preparation['write'],
  questions: readonly Question[],
  newExam: (work: Work) => Exam,
): Promise<BroughtIn | undefined> {
  const slices = sliceQuestions(questions);
  if (slices.length <= 1) return undefined;
  const exam = await write((work) => {
    const begun = newExam(work);
    work.store.exams.begin(begun);
    return begun;
  });
  const paper: Question[] = [];
  try {
    for (const slice of slices) {
      const silent = slice.map(withSilentIds);
      await write(({ store }) => store.exams.addQuestions(exam.id, paper.length, silent));
      paper.push(...silent);
    }
  } catch (error) {
    // Where even that fails, the next start does it.
    await write(({ store }) => store.exams.dropUnfinished(exam.id)).catch(() => {});
    throw error;
  }
  return { exam, paper };
}
