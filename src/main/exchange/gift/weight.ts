import { MOST } from '../../../shared/model/question-limits.ts';
import { Unreadable } from './unreadable.ts';

/** The shares Moodle knows that no decimal writes out; a file has them rounded or cut. */
const FRACTIONS = [1 / 3, 2 / 3, 1 / 6, 5 / 6, 1 / 7, 1 / 9];
const MARK = /^%(-*)(\d+)(?:[.,](\d*))?%/;

/** Splits `%50%answer`; the weight is a share of the question's points, absent if the answer names none. */
export function splitWeight(answer: string): { weight: number | undefined; answer: string } {
  const mark = MARK.exec(answer);
  if (!mark) return { weight: undefined, answer };
  const [whole, minus = '', integer = '', decimals = ''] = mark;
  const percent = Number(`${integer}.${decimals}`);
  if (minus.length > 1 || percent > 100) throw new Unreadable(`the weight ${whole} is not between -100% and 100%`);
  const share = exactShare(percent, decimals.length);
  return { weight: minus === '-' && share > 0 ? -share : share, answer: answer.slice(whole.length).trim() };
}

/** The share a percentage of a file means, written with so many decimals: 33.333 % is a third, three of them shall be the whole. */
export function exactShare(percent: number, digits: number): number {
  const unit = 10 ** digits;
  if (digits > 0) {
    for (const fraction of FRACTIONS) {
      const exact = fraction * 100;
      const given = Math.round(percent * unit);
      if (given === Math.round(exact * unit) || given === Math.floor(exact * unit)) return fraction;
    }
  }
  return percent / 100;
}

/** Refuses a question nobody could get a point for. */
export function demandRightAnswer(answers: readonly { weight: number }[]): void {
  if (!answers.some(({ weight }) => weight > 0)) throw new Unreadable('no answer is marked as right');
}

/** A share of the points as people read it: 0.3333 is 33.33%. */
export function percentText(share: number): string {
  return `${Math.round(share * 10_000) / 100}%`;
}

/** An answer names choices in a list of at most 500 (protocol 3); nobody reads half of that. */
const MAX_ANSWERS = MOST.parts;

/** Divides an answer block at a sign, and refuses one with more parts than an exam can mean. */
export function splitAnswers(answers: string, sign: '~' | '='): string[] {
  const parts = answers.split(sign, MAX_ANSWERS + 2).map((part) => part.trim());
  if (parts.length > MAX_ANSWERS + 1) throw new Unreadable(`it has more than ${MAX_ANSWERS} answers`);
  return parts;
}
