import { z } from 'zod';
import { ChoiceId, QuestionId } from './ids.ts';

/** Every question type of the wire (protocol 6, Import). `ordering` and `cloze` are named but not yet built. */
export const QuestionType = z.enum([
  'single_choice',
  'multiple_choice',
  'true_false',
  'short_answer',
  'numerical',
  'matching',
  'ordering',
  'cloze',
  'essay',
  'description',
]);
export type QuestionType = z.infer<typeof QuestionType>;

export const TextFormat = z.enum(['plain', 'html', 'markdown', 'moodle']);
export type TextFormat = z.infer<typeof TextFormat>;

/**
 * A text of the paper. `text` is what the file says, with its escapes undone; `html` is that text rendered and
 * sanitised at import, the only form a page may show (and sanitises once more, security 30).
 */
export const RichText = z.strictObject({ text: z.string(), format: TextFormat, html: z.string() });
export type RichText = z.infer<typeof RichText>;

/** Share of the question's points: 1 is all of them, a negative weight takes points away. */
export const Weight = z.number().min(-1).max(1);

const base = {
  id: QuestionId,
  /** The teacher's name for it. Never sent to a candidate: it may give the answer away. */
  name: z.string(),
  stem: z.string(),
  stemFormat: TextFormat,
  stemHtml: z.string(),
  points: z.number().min(0),
  generalFeedback: RichText.optional(),
  tags: z.array(z.string()).optional(),
  /** Line of the source file where the question starts, counted from 1. */
  line: z.int().optional(),
};

export const Choice = z.strictObject({
  id: ChoiceId,
  text: z.string(),
  html: z.string(),
  weight: Weight,
  feedback: RichText.optional(),
});
export type Choice = z.infer<typeof Choice>;

export const AcceptedText = z.strictObject({ text: z.string(), weight: Weight, feedback: RichText.optional() });
export const AcceptedNumber = z.strictObject({
  match: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('within'), value: z.number(), tolerance: z.number().min(0) }),
    z.strictObject({ kind: z.literal('range'), min: z.number(), max: z.number() }),
    z.strictObject({ kind: z.literal('any') }),
  ]),
  weight: Weight,
  feedback: RichText.optional(),
});
export type AcceptedNumber = z.infer<typeof AcceptedNumber>;

const Item = z.strictObject({ id: ChoiceId, text: z.string(), html: z.string() });

export const SingleChoiceQuestion = z.strictObject({
  ...base,
  type: z.literal('single_choice'),
  choices: z.array(Choice).min(1),
});
export const MultipleChoiceQuestion = z.strictObject({
  ...base,
  type: z.literal('multiple_choice'),
  choices: z.array(Choice).min(1),
});
export const TrueFalseQuestion = z.strictObject({
  ...base,
  type: z.literal('true_false'),
  answer: z.boolean(),
  feedbackWhenRight: RichText.optional(),
  feedbackWhenWrong: RichText.optional(),
});
/** `*` in an accepted text stands for any run of characters, as in Moodle; `\*` for the star itself. */
export const ShortAnswerQuestion = z.strictObject({
  ...base,
  type: z.literal('short_answer'),
  accepted: z.array(AcceptedText).min(1),
  caseSensitive: z.boolean(),
});
export const NumericalQuestion = z.strictObject({
  ...base,
  type: z.literal('numerical'),
  accepted: z.array(AcceptedNumber).min(1),
});
export const MatchingQuestion = z.strictObject({
  ...base,
  type: z.literal('matching'),
  stems: z.array(Item).min(1),
  choices: z.array(Item).min(1),
  /** stem id -> id of its choice; choices that appear in no pair are distractors. */
  pairs: z.record(ChoiceId, ChoiceId),
});
export const EssayQuestion = z.strictObject({ ...base, type: z.literal('essay') });
/** Text to read, nothing to answer; always 0 points. */
export const DescriptionQuestion = z.strictObject({ ...base, type: z.literal('description') });

/** A question with its key: for staff and the grader, never for a candidate. */
export const Question = z.discriminatedUnion('type', [
  SingleChoiceQuestion,
  MultipleChoiceQuestion,
  TrueFalseQuestion,
  ShortAnswerQuestion,
  NumericalQuestion,
  MatchingQuestion,
  EssayQuestion,
  DescriptionQuestion,
]);
export type Question = z.infer<typeof Question>;

const candidateBase = { id: QuestionId, stemHtml: z.string(), points: z.number() };

/** What a candidate sees: a type of its own, with no field that could carry a key (security 15). */
export const CandidateQuestion = z.discriminatedUnion('type', [
  z.strictObject({
    ...candidateBase,
    type: z.literal('single_choice'),
    choices: z.array(z.strictObject({ id: ChoiceId, html: z.string() })),
  }),
  z.strictObject({
    ...candidateBase,
    type: z.literal('multiple_choice'),
    choices: z.array(z.strictObject({ id: ChoiceId, html: z.string() })),
  }),
  z.strictObject({ ...candidateBase, type: z.literal('true_false') }),
  z.strictObject({ ...candidateBase, type: z.literal('short_answer') }),
  z.strictObject({ ...candidateBase, type: z.literal('numerical') }),
  z.strictObject({
    ...candidateBase,
    type: z.literal('matching'),
    stems: z.array(z.strictObject({ id: ChoiceId, html: z.string() })),
    choices: z.array(z.strictObject({ id: ChoiceId, html: z.string() })),
  }),
  z.strictObject({ ...candidateBase, type: z.literal('essay') }),
  z.strictObject({ ...candidateBase, type: z.literal('description') }),
]);
export type CandidateQuestion = z.infer<typeof CandidateQuestion>;

/** Does this type expect something of the candidate? Decides what counts as progress. */
export const isAnswerable = (question: { type: QuestionType }): boolean => question.type !== 'description';
