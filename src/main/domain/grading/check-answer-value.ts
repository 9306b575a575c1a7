import { assertNever } from '../../../shared/assert.ts';
import type { AnswerValue } from '../../../shared/model/answer.ts';
import { pickedInGap } from '../../../shared/model/gaps.ts';
import type { Gap, Question } from '../../../shared/model/question.ts';

/** A short answer is a line, not an essay; the grader's time for a pattern depends on it. */
const MAX_SHORT_ANSWER = 2_000;
const MAX_NUMBER = 100;

/**
 * Says why a value cannot be an answer to this question (`value_invalid`), or nothing. `null` clears and always fits;
 * any text fits a numerical question, for it is kept as typed. Source: protocol 3.
 */
export function checkAnswerValue(question: Question, value: AnswerValue): string | undefined {
  if (value === null) return undefined;
  switch (question.type) {
    case 'single_choice':
      if (typeof value !== 'string') return 'must be the id of one choice';
      return question.choices.some(({ id }) => id === value) ? undefined : 'names a choice this question does not have';
    case 'multiple_choice':
      return checkChoices(value, new Set(question.choices.map(({ id }) => id)));
    case 'true_false':
      return typeof value === 'boolean' ? undefined : 'must be true or false';
    case 'short_answer':
      return checkText(value, MAX_SHORT_ANSWER);
    case 'numerical':
      return checkText(value, MAX_NUMBER);
    case 'essay':
      return typeof value === 'string' ? undefined : 'must be text';
    case 'matching':
      return checkPairs(value, question);
    case 'ordering':
      return checkOrder(value, question);
    case 'cloze':
      return checkGaps(value, question);
    case 'description':
      return 'this is text to read; it takes no answer';
    default:
      return assertNever(question, 'question type');
  }
}

function checkText(value: AnswerValue, max: number): string | undefined {
  if (typeof value !== 'string') return 'must be text';
  return value.length > max ? `must have at most ${max} characters` : undefined;
}

function checkChoices(value: AnswerValue, known: ReadonlySet<string>): string | undefined {
  if (!Array.isArray(value)) return 'must be a list of choice ids';
  if (new Set(value).size < value.length) return 'names a choice twice';
  return value.every((id) => known.has(id)) ? undefined : 'names a choice this question does not have';
}

/** Every item once: a part of an order is no order. */
function checkOrder(value: AnswerValue, question: Extract<Question, { type: 'ordering' }>): string | undefined {
  const known = new Set<string>(question.items.map(({ id }) => id));
  return (
    checkChoices(value, known) ??
    (Array.isArray(value) && value.length < known.size ? 'must name every item, in the order chosen' : undefined)
  );
}

function checkGaps(value: AnswerValue, question: Extract<Question, { type: 'cloze' }>): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'must give each gap id its answer';
  const gaps = new Map<string, (typeof question.gaps)[number]>(question.gaps.map((gap) => [gap.id, gap]));
  for (const [id, answer] of Object.entries(value)) {
    const gap = gaps.get(id);
    if (!gap) return 'names a gap this question does not have';
    const reason = checkGap(gap, answer);
    if (reason) return reason;
  }
  return undefined;
}

function checkGap(gap: Gap, answer: string): string | undefined {
  if (gap.kind === 'text') return checkText(answer, MAX_SHORT_ANSWER);
  if (gap.kind === 'number') return checkText(answer, MAX_NUMBER);
  const picked = gap.kind === 'several' ? pickedInGap(answer) : [answer];
  if (picked.length === 0) return 'must name at least one choice of a gap, or leave the gap out';
  if (new Set(picked).size < picked.length) return 'names a choice of a gap twice';
  const known = new Set(gap.choices.map(({ id }) => id));
  return picked.every((id) => known.has(id)) ? undefined : 'names a choice this gap does not have';
}

function checkPairs(value: AnswerValue, question: Extract<Question, { type: 'matching' }>): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'must give each stem id a choice id';
  const stems = new Set(question.stems.map(({ id }) => id));
  const choices = new Set(question.choices.map(({ id }) => id));
  for (const [stem, choice] of Object.entries(value)) {
    if (!stems.has(stem)) return 'names a stem this question does not have';
    if (!choices.has(choice)) return 'names a choice this question does not have';
  }
  return undefined;
}
