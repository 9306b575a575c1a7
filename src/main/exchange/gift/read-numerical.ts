import type { AcceptedNumber, Question } from '../../../shared/model/question.ts';
import { reveal } from './escapes.ts';
import { feedbackField, formatOf, type QuestionText, splitFeedback } from './question-text.ts';
import { Unreadable } from './unreadable.ts';
import { demandRightAnswer, splitAnswers, splitWeight } from './weight.ts';

type Numerical = Pick<Extract<Question, { type: 'numerical' }>, 'type' | 'accepted'>;

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** `#3.14:0.01`, `#1..5`, `#=4 =%50%4:1 ~#wrong`: what stands after the opening #. Source: Moodle's GIFT. */
export function readNumerical(answers: string, text: QuestionText): Numerical {
  // Everything after the first ~ is feedback for any other number.
  const tilde = answers.indexOf('~');
  const parts = splitAnswers(tilde < 0 ? answers : answers.slice(0, tilde), '=');
  const accepted = parts.filter((part) => part !== '').map((part) => readAccepted(part, text));
  if (accepted.length === 0) throw new Unreadable('the number after # is missing');
  demandRightAnswer(accepted);
  if (tilde >= 0) {
    const { answer, feedback } = splitFeedback(answers.slice(tilde + 1));
    if (answer !== '')
      text.warn(`"${excerpt(answer)}" after ~ is not read; a numerical question has no wrong answers of its own`);
    if (feedback !== '') accepted.push({ match: { kind: 'any' }, weight: 0, ...feedbackField(text, feedback) });
  }
  return { type: 'numerical', accepted };
}

function readAccepted(part: string, text: QuestionText): AcceptedNumber {
  const { weight, answer: rest } = splitWeight(part);
  const { answer, feedback } = splitFeedback(rest);
  return { match: readMatch(formatOf(answer, 'plain').text), weight: weight ?? 1, ...feedbackField(text, feedback) };
}

function readMatch(answer: string): AcceptedNumber['match'] {
  const dots = answer.indexOf('..');
  if (dots > 0) {
    const [min, max] = [toNumber(answer.slice(0, dots)), toNumber(answer.slice(dots + 2))];
    if (min > max) throw new Unreadable(`in the range ${excerpt(answer)} the first number is greater than the second`);
    return { kind: 'range', min, max };
  }
  const colon = answer.indexOf(':');
  const [value, margin] = colon > 0 ? [answer.slice(0, colon), answer.slice(colon + 1)] : [answer, '0'];
  if (value.trim() === '*') return { kind: 'any' };
  const tolerance = toNumber(margin);
  if (tolerance < 0) throw new Unreadable(`the tolerance ${excerpt(margin)} is negative`);
  return { kind: 'within', value: toNumber(value), tolerance };
}

/** Moodle takes a word for "any number"; here it is refused, for it would give everybody the points. */
function toNumber(written: string): number {
  const plain = written.trim().replace('\u2212', '-');
  const value = NUMBER.test(plain) ? Number(plain) : Number.NaN;
  if (Number.isFinite(value)) return value;
  const hint = /^[+-]?\d+,\d+$/.test(plain) ? '; write the decimal with a point' : '';
  throw new Unreadable(plain === '' ? 'a number is missing' : `unknown number "${excerpt(written)}"${hint}`);
}

const excerpt = (text: string): string => reveal(text).trim().slice(0, 40).toWellFormed();
