import { z } from 'zod';
import { AnswerValue } from './answer.ts';
import { AttemptId, QuestionId } from './ids.ts';
import { Question, QuestionType } from './question.ts';

const graded = {
  points: z.number(),
  maxPoints: z.number(),
  /** `manual`: a person still has to read it. */
  state: z.enum(['auto', 'manual']),
};

/** A question as one candidate got and answered it. Staff only: it comes with its key. */
export const AnsweredQuestion = z.strictObject({
  questionId: QuestionId,
  /** As it was asked, whatever the exam says by now. */
  question: Question,
  /** Ids of choices or items in the order the candidate saw them, where it was drawn. */
  order: z.array(z.string()).optional(),
  value: AnswerValue,
  /** There is a text, which nobody may read beside a name before all is marked: `value` is null. */
  isHidden: z.literal(true).optional(),
  ...graded,
});
export type AnsweredQuestion = z.infer<typeof AnsweredQuestion>;

/** One line of all the answers of a sitting, for a table. */
export const AnswerLine = z.strictObject({
  attemptId: AttemptId,
  candidateNumber: z.string(),
  name: z.string(),
  /** Place in the candidate's own paper, counted from 1 over what can be answered. */
  number: z.int(),
  questionId: QuestionId,
  question: z.string(),
  type: QuestionType,
  /** In words: see `answerText`. */
  answer: z.string(),
  ...graded,
});
export type AnswerLine = z.infer<typeof AnswerLine>;
