import { assertNever } from '../../../shared/assert.ts';
import { type AnswerValue, isAnswered } from '../../../shared/model/answer.ts';
import { pickedInGap } from '../../../shared/model/gaps.ts';
import type { AcceptedNumber, Question } from '../../../shared/model/question.ts';
import { matchesPattern } from './text-pattern.ts';
import { readTypedNumber } from './typed-number.ts';

export interface Grade {
  readonly points: number;
  readonly maxPoints: number;
  /** `manual`: a person still has to read it, and `points` is 0 until then. */
  readonly state: 'auto' | 'manual';
}

/** Room for binary fractions only: 3.1415 + 0.0005 must include 3.142, but 1234567890 must not include its neighbour. */
const RELATIVE_ERROR = 1e-12;

/** Files round their percentages: three thirds of 33.333 % are the whole. */
const ROUNDING_OF_WEIGHTS = 2e-5;

/** Away with the noise of binary sums, so that points add up on paper; nothing is 0, whichever side it comes from. */
export const roundPoints = (points: number): number => Math.round(points * 1e7) / 1e7 || 0;

/**
 * Grades one answer against its question's key: from 0 to the question's points; where one choice is asked for, a wrong one with a
 * negative weight costs up to as much. An answer that does not fit the question earns nothing. Source: features EX1, EX7; shares
 * and wildcards as in Moodle, where several choices together never cost anything and a single one does.
 */
export function gradeAnswer(question: Question, value: AnswerValue): Grade {
  const maxPoints = question.points;
  if (question.type === 'essay' && isAnswered(value)) return { points: 0, maxPoints, state: 'manual' };
  const share = isAnswered(value) ? shareOf(question, value) : 0;
  const least = question.type === 'single_choice' ? -1 : 0;
  return { points: roundPoints(clampShare(share, least) * maxPoints), maxPoints, state: 'auto' };
}

function clampShare(share: number, least: number): number {
  return share >= 1 - ROUNDING_OF_WEIGHTS ? 1 : Math.max(least, share);
}

function shareOf(question: Question, value: AnswerValue): number {
  switch (question.type) {
    case 'single_choice':
      return question.choices.find(({ id }) => id === value)?.weight ?? 0;
    case 'multiple_choice': {
      const picked = new Set(Array.isArray(value) ? value : []);
      if (question.scoring === 'all') return question.choices.every(({ id, weight }) => picked.has(id) === weight > 0) ? 1 : 0;
      return question.choices.reduce((sum, { id, weight }) => sum + (picked.has(id) ? weight : 0), 0);
    }
    case 'true_false':
      return value === question.answer ? 1 : 0;
    case 'short_answer':
      return textShare(question, value);
    case 'numerical':
      return numberShare(question, value);
    case 'matching':
      return matchedShare(question, value);
    case 'ordering':
      return orderedShare(question, value);
    case 'cloze':
      return filledShare(question, value);
    case 'essay':
    case 'description':
      return 0;
    default:
      return assertNever(question, 'question type');
  }
}

/**
 * The weight of the first accepted answer that fits, as Moodle has it: `*not*Paris*` for nothing before `*Paris*` for all keeps "not
 * Paris" from earning the points.
 */
const firstFitting = <T extends { weight: number }>(accepted: readonly T[], isFit: (answer: T) => boolean): number =>
  Math.max(0, accepted.find(isFit)?.weight ?? 0);

type TextKey = Pick<Extract<Question, { type: 'short_answer' }>, 'accepted' | 'caseSensitive'>;

const textShare = ({ accepted, caseSensitive }: TextKey, value: AnswerValue | undefined): number =>
  typeof value === 'string' ? firstFitting(accepted, ({ text }) => matchesPattern(value, text, caseSensitive)) : 0;

function numberShare({ accepted }: { readonly accepted: readonly AcceptedNumber[] }, value: AnswerValue | undefined): number {
  const typed = typeof value === 'string' ? readTypedNumber(value) : undefined;
  return typed === undefined ? 0 : firstFitting(accepted, ({ match }) => fits(match, typed));
}

function fits(match: AcceptedNumber['match'], typed: number): boolean {
  switch (match.kind) {
    case 'any':
      return true;
    case 'within':
      return Math.abs(typed - match.value) <= match.tolerance + RELATIVE_ERROR * Math.max(Math.abs(match.value), match.tolerance);
    case 'range': {
      const error = RELATIVE_ERROR * Math.max(Math.abs(match.min), Math.abs(match.max));
      return typed >= match.min - error && typed <= match.max + error;
    }
    default:
      return assertNever(match, 'accepted number');
  }
}

function matchedShare(question: Extract<Question, { type: 'matching' }>, value: AnswerValue): number {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 0;
  const right = question.stems.filter(({ id }) => Object.hasOwn(value, id) && value[id] === question.pairs[id]);
  if (question.scoring === 'all') return right.length === question.stems.length ? 1 : 0;
  return right.length / question.stems.length;
}

function orderedShare({ items, scoring }: Extract<Question, { type: 'ordering' }>, value: AnswerValue): number {
  if (!Array.isArray(value) || value.length !== items.length) return 0;
  const inPlace = items.filter(({ id }, place) => value[place] === id).length;
  switch (scoring) {
    case 'all':
      return inPlace === items.length ? 1 : 0;
    case 'places':
      return inPlace / items.length;
    case 'neighbours': {
      const right = items.slice(1).filter(({ id }, place) => {
        const found = value.indexOf(id);
        return found > 0 && value[found - 1] === items[place]?.id;
      });
      return right.length / (items.length - 1);
    }
    default:
      return assertNever(scoring, 'scoring of an order');
  }
}

/** Each gap counts for its share of all; a wrong choice in one takes nothing from another. */
function filledShare({ gaps, scoring }: Extract<Question, { type: 'cloze' }>, value: AnswerValue): number {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 0;
  const whole = gaps.reduce((sum, { share }) => sum + share, 0);
  const earned = gaps.reduce((sum, gap) => {
    const typed = Object.hasOwn(value, gap.id) ? value[gap.id] : undefined;
    return sum + gap.share * Math.max(0, gapShare(gap, typed));
  }, 0);
  if (scoring === 'all') return earned >= whole - ROUNDING_OF_WEIGHTS ? 1 : 0;
  return earned / whole;
}

function gapShare(gap: Extract<Question, { type: 'cloze' }>['gaps'][number], typed: string | undefined): number {
  switch (gap.kind) {
    case 'text':
      return textShare(gap, typed);
    case 'number':
      return numberShare(gap, typed);
    case 'choice':
      return gap.choices.find(({ id }) => id === typed)?.weight ?? 0;
    case 'several': {
      const picked = new Set(pickedInGap(typed ?? ''));
      return clampShare(
        gap.choices.reduce((sum, { id, weight }) => sum + (picked.has(id) ? weight : 0), 0),
        0,
      );
    }
    default:
      return assertNever(gap, 'kind of gap');
  }
}
