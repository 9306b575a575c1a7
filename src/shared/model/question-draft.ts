import { z } from 'zod';
import { PlainText } from './bounded-json.ts';
import { ChoiceId } from './ids.ts';
import { AcceptedNumber, TextFormat, Weight } from './question.ts';
import type { QuestionFlaw } from './question-flaws.ts';

/* A question as somebody writes it: the texts as typed. The room renders and sanitises them, by the functions of the import (EX2). */

/**
 * What can be sent at all. What a question may be stands in `question-limits.ts`, and is held against the question it replaces: one that
 * came into the room larger can still be corrected.
 */
const MOST_TEXT = 1_000_000;
const MOST_PARTS = 10_000;

export const SourceText = z.strictObject({ text: PlainText(MOST_TEXT), format: TextFormat });
export type SourceText = z.infer<typeof SourceText>;

/** A choice, a stem, an item: its text is in the format of the question's. */
const item = z.strictObject({ id: ChoiceId, text: PlainText(MOST_TEXT) });
const choice = item.extend({ weight: Weight, feedback: SourceText.optional() });
const acceptedText = z.strictObject({ text: PlainText(MOST_TEXT), weight: Weight, feedback: SourceText.optional() });
const acceptedNumber = AcceptedNumber.extend({ feedback: SourceText.optional() });
const list = <Part extends z.ZodType>(part: Part) => z.array(part).max(MOST_PARTS);

/** Stands in an attribute of the rendered text. */
const GapId = z.string().regex(/^[\w-]{1,64}$/, 'is not the name of a gap (letters, digits, _ and -)');
const gapBase = { id: GapId, share: z.number().positive() };
const gap = z.discriminatedUnion('kind', [
  z.strictObject({ ...gapBase, kind: z.literal('text'), accepted: list(acceptedText), caseSensitive: z.boolean() }),
  z.strictObject({ ...gapBase, kind: z.literal('number'), accepted: list(acceptedNumber) }),
  z.strictObject({ ...gapBase, kind: z.literal('choice'), choices: list(choice) }),
  z.strictObject({ ...gapBase, kind: z.literal('several'), choices: list(choice) }),
]);

const base = {
  name: PlainText(MOST_TEXT),
  /** Of a cloze: each gap stands in it as `[[ID]]`. */
  stem: SourceText,
  points: z.number().min(0),
  generalFeedback: SourceText.optional(),
  keepOrder: z.boolean().optional(),
};

/** The shape alone: what is wrong with it is told by `questionFlaws`. */
export const QuestionDraft = z.discriminatedUnion('type', [
  z.strictObject({ ...base, type: z.literal('single_choice'), choices: list(choice) }),
  z.strictObject({
    ...base,
    type: z.literal('multiple_choice'),
    choices: list(choice),
    scoring: z.enum(['sum', 'all']).optional(),
  }),
  z.strictObject({
    ...base,
    type: z.literal('true_false'),
    answer: z.boolean(),
    feedbackWhenRight: SourceText.optional(),
    feedbackWhenWrong: SourceText.optional(),
  }),
  z.strictObject({ ...base, type: z.literal('short_answer'), accepted: list(acceptedText), caseSensitive: z.boolean() }),
  z.strictObject({ ...base, type: z.literal('numerical'), accepted: list(acceptedNumber) }),
  z.strictObject({
    ...base,
    type: z.literal('matching'),
    stems: list(item),
    choices: list(item),
    pairs: z.record(ChoiceId, ChoiceId),
    scoring: z.enum(['sum', 'all']).optional(),
  }),
  z.strictObject({
    ...base,
    type: z.literal('ordering'),
    items: list(item),
    scoring: z.enum(['all', 'places', 'neighbours']),
  }),
  z.strictObject({ ...base, type: z.literal('cloze'), gaps: list(gap), scoring: z.enum(['sum', 'all']).optional() }),
  z.strictObject({
    ...base,
    type: z.literal('essay'),
    graderInfo: SourceText.optional(),
    template: PlainText(MOST_TEXT).optional(),
    words: z
      .strictObject({ min: z.int().min(0).max(100_000).optional(), max: z.int().min(1).max(100_000).optional() })
      .optional(),
  }),
  z.strictObject({ ...base, type: z.literal('description') }),
]);
export type QuestionDraft = z.infer<typeof QuestionDraft>;

/** What each flaw is called where no page translates it; `{most}` is what there may be. */
const FLAW_SENTENCES: Readonly<Record<QuestionFlaw['flaw'], string>> = {
  text_missing: 'must not be empty',
  two_choices: 'needs at least two',
  full_mark_missing: 'needs one that is worth all of the points',
  weights_do_not_add_up: 'must have right choices whose shares add up to all of the points',
  answer_missing: 'needs at least one accepted answer',
  range_reversed: 'has a lower end above its upper end',
  pair_missing: 'has no partner',
  items_alike: 'says the same as another one',
  ids_alike: 'has the id of another one',
  gap_missing: 'needs at least one gap',
  gap_not_in_text: 'does not stand in the text exactly once as [[ID]]',
  gap_unknown: 'names a gap that is not described',
  words_reversed: 'has a least number of words above the greatest',
  points_of_description: 'must be 0: there is nothing to answer',
  text_too_long: 'must have at most {most} characters',
  list_too_long: 'must be at most {most}',
  points_too_high: 'must be at most {most}',
  share_too_large: 'must be at most {most}',
  question_too_large: 'and the other texts of the question must have at most {most} characters together',
};

export const flawSentence = ({ flaw, most }: QuestionFlaw): string => FLAW_SENTENCES[flaw].replace('{most}', String(most));
