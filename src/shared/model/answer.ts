import { z } from 'zod';
import { PlainText } from './bounded-json.ts';
import { ChoiceId, QuestionId } from './ids.ts';

/**
 * A candidate's answer by question type (protocol 3): a choice id, several, a boolean, text, a number as typed,
 * or stem/gap id -> choice id/text. `null` clears. Which of them fits is decided against the question.
 */
export const AnswerValue = z.union([
  z.null(),
  z.boolean(),
  PlainText(200_000),
  z.array(ChoiceId).max(500),
  z.record(ChoiceId, PlainText(2_000)),
]);
export type AnswerValue = z.infer<typeof AnswerValue>;

/** Counts per question and attempt, from 1; a higher one replaces. */
export const Revision = z.int().min(1);

/** Is there something in it? An emptied text field or an unticked list is no answer. */
export function isAnswered(value: AnswerValue): boolean {
  if (value === null) return false;
  if (typeof value === 'string') return value.trim() !== '';
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === 'object') return Object.keys(value).length > 0;
  return true;
}

export const StoredAnswer = z.strictObject({ questionId: QuestionId, value: AnswerValue, revision: Revision });
export type StoredAnswer = z.infer<typeof StoredAnswer>;

/** Why an answer was kept apart instead of counted (protocol 2). */
export const HeldReason = z.enum(['suspended', 'paused', 'late']);
export type HeldReason = z.infer<typeof HeldReason>;
