import type { QuestionId } from '../../../shared/model/ids.ts';
import type { Question } from '../../../shared/model/question.ts';
import type { Attempt, Sitting } from '../records.ts';
import type { Store } from '../store.ts';
import type { Draw } from './draw-paper.ts';

/** What one candidate has to answer, with keys. */
export interface Paper {
  /** In the order the candidate sees them. */
  readonly questions: readonly Question[];
  readonly orders: Draw['orders'];
}

const NO_ORDERS: Draw['orders'] = {};
/** Asked for with every answer: put together once for a draw and the exam it was drawn from. */
const ofDraws = new WeakMap<Draw, { readonly from: readonly Question[]; readonly paper: Paper }>();
const ofExams = new WeakMap<readonly Question[], Paper>();

function whole(questions: readonly Question[]): Paper {
  const paper = ofExams.get(questions) ?? { questions, orders: NO_ORDERS };
  ofExams.set(questions, paper);
  return paper;
}

/** The exam as a sitting asks it: with the paper it started with, where that was changed since (EX2). */
export const questionsOfSitting = (
  store: Pick<Store, 'exams'>,
  { examId, paper }: Pick<Sitting, 'examId' | 'paper'>,
): readonly Question[] => store.exams.questions(examId, paper);

/**
 * The paper of an attempt: what counts as its questions, points and progress (EX2). The same object while nothing changes.
 * It is drawn from the questions of its sitting: what is edited after the start concerns the next one.
 */
export function paperOf(
  store: Pick<Store, 'exams' | 'papers' | 'sittings'>,
  attempt: Pick<Attempt, 'id' | 'examId' | 'sittingId'>,
): Paper {
  const from = store.exams.questions(attempt.examId, store.sittings.byId(attempt.sittingId)?.paper);
  const draw = store.papers.of(attempt.id);
  if (!draw) return whole(from);
  const known = ofDraws.get(draw);
  if (known?.from === from) return known.paper;
  const byId = new Map<QuestionId, Question>(from.map((question) => [question.id, question]));
  const questions = draw.questions.flatMap((id) => byId.get(id) ?? []);
  const paper = { questions, orders: draw.orders };
  ofDraws.set(draw, { from, paper });
  return paper;
}
