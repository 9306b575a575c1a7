import { z } from 'zod';
import { ChoiceId, QuestionId } from './ids.ts';

/** Every question type of the wire (protocol 6, Import). */
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
  /** Where the teacher's question bank keeps it, `Parent/Child`. */
  category: z.string().optional(),
  /** The number the teacher's own system knows it by. */
  idNumber: z.string().optional(),
  /** What a wrong try costs where tries are counted, as the file says: kept for the way back, of no use in an exam. */
  penalty: z.number().min(0).max(1).optional(),
  /** The file wants its choices in the order given, whatever the exam says of shuffling. */
  keepOrder: z.boolean().optional(),
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

const gapBase = {
  id: ChoiceId,
  /** How much of the question this gap is, against the others: gaps of 1, 1 and 2 are a quarter, a quarter and a half. */
  share: z.number().positive(),
};
/** One gap of a cloze; its place in the stem is `<span data-gap="ID"></span>`. */
export const Gap = z.discriminatedUnion('kind', [
  z.strictObject({ ...gapBase, kind: z.literal('text'), accepted: z.array(AcceptedText).min(1), caseSensitive: z.boolean() }),
  z.strictObject({ ...gapBase, kind: z.literal('number'), accepted: z.array(AcceptedNumber).min(1) }),
  z.strictObject({ ...gapBase, kind: z.literal('choice'), choices: z.array(Choice).min(1) }),
  /** Any number of them may be picked; their weights add up. */
  z.strictObject({ ...gapBase, kind: z.literal('several'), choices: z.array(Choice).min(1) }),
]);
export type Gap = z.infer<typeof Gap>;

export const SingleChoiceQuestion = z.strictObject({
  ...base,
  type: z.literal('single_choice'),
  choices: z.array(Choice).min(1),
});
export const MultipleChoiceQuestion = z.strictObject({
  ...base,
  type: z.literal('multiple_choice'),
  choices: z.array(Choice).min(1),
  /** `all`: the right ones and no other, or nothing. Without: the weights add up. */
  scoring: z.enum(['sum', 'all']).optional(),
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
  /** `all`: every stem with its choice, or nothing. Without: each stem counts for itself. */
  scoring: z.enum(['sum', 'all']).optional(),
});
export const OrderingQuestion = z.strictObject({
  ...base,
  type: z.literal('ordering'),
  /** In the right order. */
  items: z.array(Item).min(2),
  /** `all`: every item in its place, or nothing; `places`: a share for each in its place; `neighbours`: for each right pair. */
  scoring: z.enum(['all', 'places', 'neighbours']),
});
export const ClozeQuestion = z.strictObject({
  ...base,
  type: z.literal('cloze'),
  gaps: z.array(Gap).min(1),
  /** `all`: every gap wholly right, or nothing. Without: each gap counts for its share. */
  scoring: z.enum(['sum', 'all']).optional(),
});
export const EssayQuestion = z.strictObject({
  ...base,
  type: z.literal('essay'),
  /** For whoever marks it. */
  graderInfo: RichText.optional(),
  /** What already stands in the answer. */
  template: z.string().optional(),
  /** Counted and shown to the candidate, never enforced. */
  words: z.strictObject({ min: z.int().min(0).optional(), max: z.int().min(1).optional() }).optional(),
});
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
  OrderingQuestion,
  ClozeQuestion,
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
    /** Points that a wrong choice can cost at most; absent where it costs none. Says nothing of which one is wrong. */
    wrongCosts: z.number().positive().optional(),
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
  z.strictObject({
    ...candidateBase,
    type: z.literal('ordering'),
    /** Mixed for each candidate anew. */
    items: z.array(z.strictObject({ id: ChoiceId, html: z.string() })),
  }),
  z.strictObject({
    ...candidateBase,
    type: z.literal('cloze'),
    gaps: z.array(
      z.discriminatedUnion('kind', [
        z.strictObject({ id: ChoiceId, kind: z.literal('text') }),
        z.strictObject({ id: ChoiceId, kind: z.literal('number') }),
        z.strictObject({
          id: ChoiceId,
          kind: z.enum(['choice', 'several']),
          choices: z.array(z.strictObject({ id: ChoiceId, html: z.string() })),
        }),
      ]),
    ),
  }),
  z.strictObject({
    ...candidateBase,
    type: z.literal('essay'),
    template: z.string().optional(),
    words: z.strictObject({ min: z.int().optional(), max: z.int().optional() }).optional(),
  }),
  z.strictObject({ ...candidateBase, type: z.literal('description') }),
]);
export type CandidateQuestion = z.infer<typeof CandidateQuestion>;

/** Does this type expect something of the candidate? Decides what counts as progress. */
export const isAnswerable = (question: { type: QuestionType }): boolean => question.type !== 'description';
