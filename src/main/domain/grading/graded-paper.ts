import type { QuestionId } from '../../../shared/model/ids.ts';
import type { Question } from '../../../shared/model/question.ts';
import { paperOf } from '../papers/paper-of.ts';
import type { Attempt } from '../records.ts';
import type { Store } from '../store.ts';
import { type AttemptGrade, gradeAttempt } from './grade-attempt.ts';
import type { Keyed } from './grading-store.ts';

/** The questions of an attempt as they count: the candidate's own paper with the corrections of its sitting. */
export interface GradedPaper {
  readonly questions: readonly Question[];
  /** Of these everybody who had them gets all points. */
  readonly given: ReadonlySet<QuestionId>;
}

/** The same paper and the same corrections give the same object: asked for once for each of a thousand attempts. */
const made = new WeakMap<readonly Question[], { readonly by: ReadonlyMap<QuestionId, Keyed>; readonly paper: GradedPaper }>();

/** A paper after corrections: what was dropped is not in it, a corrected question stands in the place of the old one. */
export function correctedPaper(questions: readonly Question[], corrections: ReadonlyMap<QuestionId, Keyed>): GradedPaper {
  const known = made.get(questions);
  if (known?.by === corrections) return known.paper;
  const given = new Set<QuestionId>();
  const counting = questions.flatMap((question) => {
    const correction = corrections.get(question.id);
    if (correction?.treatment === 'dropped') return [];
    if (correction?.treatment === 'full_points') given.add(question.id);
    return [correction?.question ?? question];
  });
  const paper = { questions: counting, given };
  made.set(questions, { by: corrections, paper });
  return paper;
}

type GradingStore = Pick<Store, 'exams' | 'papers' | 'sittings' | 'answers' | 'grading'>;
type OfAttempt = Pick<Attempt, 'id' | 'examId' | 'sittingId'>;

/** What the candidate had to answer, before anybody corrected it. */
export const ownQuestions = (store: Pick<Store, 'exams' | 'papers' | 'sittings'>, attempt: OfAttempt): readonly Question[] =>
  paperOf(store, attempt).questions;

export const gradedPaper = (
  store: Pick<GradingStore, 'exams' | 'papers' | 'sittings' | 'grading'>,
  attempt: OfAttempt,
): GradedPaper => correctedPaper(ownQuestions(store, attempt), store.grading.corrections(attempt.sittingId));

const NO_MARKS: ReadonlyMap<QuestionId, number> = new Map();

/**
 * What the stored answers of an attempt are worth now, with what people marked; under other corrections where they are given. `blind`:
 * as if people had marked nothing yet, for figures beside a name while marking is blind.
 */
export function gradeOfAttempt(
  store: GradingStore,
  attempt: OfAttempt,
  corrections: ReadonlyMap<QuestionId, Keyed> = store.grading.corrections(attempt.sittingId),
  blind = false,
): AttemptGrade {
  const { questions, given } = correctedPaper(ownQuestions(store, attempt), corrections);
  const answers = new Map(store.answers.ofAttempt(attempt.id).map(({ questionId, value }) => [questionId, value]));
  return gradeAttempt(questions, answers, { given, marks: blind ? NO_MARKS : store.grading.pointsOf(attempt.id) });
}
