import { emitAttemptState } from '../attempts/attempt-views.ts';
import type { Attempt, Exam, Sitting } from '../records.ts';
import type { Work } from '../work.ts';
import { drawPaper, isDrawn } from './draw-paper.ts';

/** Draws the attempt's paper and stores it: after a restart, on another machine and in the results it is the same. */
export function givePaper(work: Work, exam: Exam, attempt: Pick<Attempt, 'id'>): void {
  const questions = work.store.exams.questions(exam.id, exam.paper);
  const isKept = work.store.papers.of(attempt.id) !== undefined;
  if (!isKept && !isDrawn(questions, exam.drawing)) return;
  work.store.papers.put(attempt.id, drawPaper(questions, exam.drawing, work.ids.next<string>()));
}

/** The exam changed before it began: nobody has seen a paper yet, and everybody who is waiting gets a new one. */
export function giveNewPapers(work: Work, exam: Exam, sitting: Sitting): void {
  for (const attempt of work.store.attempts.ofSitting(sitting.id)) {
    givePaper(work, exam, attempt);
    emitAttemptState(work, { attempt, sitting, exam });
  }
}
