import type { Question } from '../../../shared/model/question.ts';
import { type MatchingPair, toMatchingParts } from '../matching-parts.ts';
import { escapeHtml } from '../rich-text.ts';
import { sanitiseHtml } from '../sanitise-html.ts';
import { reveal } from './escapes.ts';
import type { QuestionText } from './question-text.ts';
import { Unreadable } from './unreadable.ts';
import { splitAnswers } from './weight.ts';

type Matching = Pick<Extract<Question, { type: 'matching' }>, 'type' | 'stems' | 'choices' | 'pairs'>;

/** `=Canada -> Ottawa =Italy -> Rome = -> Paris`: at least two lines; one without a left side is a distractor. Source: Moodle's GIFT. */
export function readMatching(answers: string, text: QuestionText): Matching {
  const parts = splitAnswers(answers, '=');
  if (parts[0] === '') parts.shift();
  const pairs = parts.map((part) => readPair(part, text)).filter((pair) => pair !== undefined);
  if (pairs.length < 2) throw new Unreadable('a matching question needs at least two pairs');
  if (!pairs.some(({ stem }) => stem)) throw new Unreadable('no pair has a left side, so there is nothing to match');
  return { type: 'matching', ...toMatchingParts(pairs) };
}

function readPair(part: string, text: QuestionText): MatchingPair | undefined {
  const arrow = part.indexOf('->');
  if (arrow < 0) throw new Unreadable(`the pair "${reveal(part).slice(0, 40).toWellFormed()}" has no -> between its sides`);
  const left = text.rich(part.slice(0, arrow));
  const right = reveal(part.slice(arrow + 2)).trim();
  if (left.text === '' && right === '') {
    text.warn('an empty pair is left out');
    return undefined;
  }
  if (right === '') throw new Unreadable(`the pair "${left.text.slice(0, 40).toWellFormed()} ->" has no right side`);
  if (right.includes('#')) text.warn('a # in a pair is text; GIFT has no feedback for pairs');
  const choice = { text: right, html: choiceHtml(right, text) };
  return left.text === '' ? { choice } : { stem: { text: left.text, html: left.html }, choice };
}

/** The right sides stand in a list to choose from: words only. What Moodle exports from its editor has entities in it. */
function choiceHtml(right: string, text: QuestionText): string {
  if (text.format === 'plain' || !right.includes('&')) return escapeHtml(right);
  return sanitiseHtml(right.replaceAll('<', '&lt;'));
}
