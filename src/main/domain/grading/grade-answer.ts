import { assertNever } from '../../../shared/assert.ts';
import { type AnswerValue, isAnswered } from '../../../shared/model/answer.ts';
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

/** Away with the noise of binary sums, so that points add up on paper. */
export const roundPoints = (points: number): number => Math.round(points * 1e7) / 1e7;

/**
 * Grades one answer against its question's key: from 0 to the question's points, never outside. An answer that does not
 * fit the question earns nothing. Source: features EX7; shares and wildcards as in Moodle.
 */
export function gradeAnswer(question: Question, value: AnswerValue): Grade {
  const maxPoints = question.points;
  if (question.type === 'essay' && isAnswered(value)) return { points: 0, maxPoints, state: 'manual' };
  const share = isAnswered(value) ? shareOf(question, value) : 0;
  return { points: roundPoints(clampShare(share) * maxPoints), maxPoints, state: 'auto' };
}

function clampShare(share: number): number {
  if (share >= 1 - ROUNDING_OF_WEIGHTS) return 1;
  return share <= 0 ? 0 : share;
}

function shareOf(question: Question, value: AnswerValue): number {
  switch (question.type) {
    case 'single_choice':
      return question.choices.find(({ id }) => id === value)?.weight ?? 0;
    case 'multiple_choice': {
      const picked = new Set(Array.isArray(value) ? value : []);
      return question.choices.reduce((sum, { id, weight }) => sum + (picked.has(id) ? weight : 0), 0);
    }
    case 'true_false':
      return value === question.answer ? 1 : 0;
    case 'short_answer':
      return typeof value === 'string'
        ? best(question.accepted, ({ text }) => matchesPattern(value, text, question.caseSensitive))
        : 0;
    case 'numerical': {
      const typed = typeof value === 'string' ? readTypedNumber(value) : undefined;
      return typed === undefined ? 0 : best(question.accepted, ({ match }) => fits(match, typed));
    }
    case 'matching':
      return matchedShare(question, value);
    case 'essay':
    case 'description':
      return 0;
    default:
      return assertNever(question, 'question type');
  }
}

/** The greatest weight among the accepted answers that fit. */
function best<T extends { weight: number }>(accepted: readonly T[], isFit: (answer: T) => boolean): number {
  return accepted.reduce((most, answer) => (answer.weight > most && isFit(answer) ? answer.weight : most), 0);
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
  return right.length / question.stems.length;
}
