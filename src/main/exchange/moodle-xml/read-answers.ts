import type { AcceptedNumber, Choice, Question, RichText, TextFormat } from '../../../shared/model/question.ts';
import { MOST } from '../../../shared/model/question-limits.ts';
import { Unreadable } from '../gift/unreadable.ts';
import { demandRightAnswer, exactShare, percentText } from '../gift/weight.ts';
import { type MatchingPair, toMatchingParts } from '../matching-parts.ts';
import { escapeHtml, toPlainLine, toRichText } from '../rich-text.ts';
import { elementsOf, firstOf, type XmlElement } from '../xml/read-xml.ts';
import { childText, flagOf, textOf } from './element-text.ts';
import type { QuestionTexts } from './question-texts.ts';

type Of<Type extends Question['type'], Fields extends PropertyKey> = Pick<
  Extract<Question, { type: Type }>,
  Extract<Fields, keyof Extract<Question, { type: Type }>>
>;

/** No question of an exam has more; answers name choices in lists of at most 500 (protocol 3). */
const MAX_ANSWERS = MOST.parts;

/** The answers of a question; throws `Unreadable` where there are more than an exam can mean. */
export function answersOf(question: XmlElement, name = 'answer'): XmlElement[] {
  const answers = elementsOf(question, name);
  if (answers.length > MAX_ANSWERS) throw new Unreadable(`it has more than ${MAX_ANSWERS} answers`);
  return answers;
}

/** `fraction="33.33333"` is a third of the points. A comma is a decimal point; an absent fraction is nothing. */
export function fractionOf(answer: XmlElement): number {
  const written = (answer.attributes.fraction ?? childText(answer, 'fraction')).trim().replace(',', '.');
  if (written === '') return 0;
  const percent = Number(written);
  if (!Number.isFinite(percent) || Math.abs(percent) > 100)
    throw new Unreadable(`the fraction "${written.slice(0, 30)}" is not between -100 and 100`);
  const share = exactShare(Math.abs(percent), written.split('.')[1]?.length ?? 0);
  return percent < 0 ? -share : share;
}

export const feedbackOf = (answer: XmlElement, texts: QuestionTexts, format: TextFormat): { feedback?: RichText } => {
  const feedback = texts.rich(firstOf(answer, 'feedback'), format);
  return feedback.text === '' ? {} : { feedback };
};

/** `<single>false` lets candidates pick several, whose weights add up. Source: Moodle's multichoice. */
export function readMultichoice(
  question: XmlElement,
  texts: QuestionTexts,
  format: TextFormat,
): Of<'single_choice' | 'multiple_choice', 'type' | 'choices'> {
  const isSingle = flagOf(question, 'single', true);
  const choices = readChoices(question, texts, format);
  const best = Math.max(...choices.map(({ weight }) => weight));
  const total = choices.reduce((sum, { weight }) => sum + Math.max(weight, 0), 0);
  if (isSingle && best < 1) texts.warn(`the best choice gives only ${percentText(best)} of the points`);
  if (!isSingle && Math.abs(total - 1) > 0.01)
    texts.warn(`the right choices add up to ${percentText(total)} of the points instead of 100%`);
  return { type: isSingle ? 'single_choice' : 'multiple_choice', choices };
}

/** All right ones and no other, or nothing: the add-on "multichoiceset". */
export function readMultichoiceSet(
  question: XmlElement,
  texts: QuestionTexts,
  format: TextFormat,
): Of<'multiple_choice', 'type' | 'choices' | 'scoring'> {
  return { type: 'multiple_choice', choices: readChoices(question, texts, format), scoring: 'all' };
}

function readChoices(question: XmlElement, texts: QuestionTexts, format: TextFormat): Choice[] {
  const choices: Choice[] = [];
  for (const answer of answersOf(question)) {
    const { text, html } = texts.rich(answer, format);
    const weight = fractionOf(answer);
    if (text === '') texts.warn('a choice without text is left out');
    else choices.push({ id: `c${choices.length + 1}`, text, html, weight, ...feedbackOf(answer, texts, format) });
  }
  if (choices.length < 2) throw new Unreadable('a choice question needs at least two choices');
  demandRightAnswer(choices);
  return choices;
}

/** Two answers, `true` and `false`; where they are in another language the first is true, as Moodle reads them. */
export function readTrueFalse(
  question: XmlElement,
  texts: QuestionTexts,
  format: TextFormat,
): Of<'true_false', 'type' | 'answer' | 'feedbackWhenRight' | 'feedbackWhenWrong'> {
  const answers = answersOf(question);
  if (answers.length !== 2) throw new Unreadable(`a true/false question has two answers, not ${answers.length}`);
  const named = answers.map((answer) => textOf(answer).toLowerCase());
  const isNamed = named.includes('true') && named.includes('false');
  if (!isNamed) texts.warn('the answers are not called true and false; the first is read as true, as Moodle does');
  const [whenTrue, whenFalse] = isNamed && named[0] === 'false' ? [answers[1], answers[0]] : answers;
  if (!whenTrue || !whenFalse) throw new Unreadable('an answer is missing');
  const weights = [fractionOf(whenTrue), fractionOf(whenFalse)];
  const rights = weights.filter((weight) => weight > 0);
  if (rights.length === 0) throw new Unreadable('no answer is marked as right');
  if (rights.length === 2 || rights[0] !== 1 || weights.some((weight) => weight < 0))
    throw new Unreadable('true and false have shares of the points, which a true/false question cannot have here');
  const answer = weights[0] === 1;
  const right = feedbackOf(answer ? whenTrue : whenFalse, texts, format).feedback;
  const wrong = feedbackOf(answer ? whenFalse : whenTrue, texts, format).feedback;
  return {
    type: 'true_false',
    answer,
    ...(right ? { feedbackWhenRight: right } : {}),
    ...(wrong ? { feedbackWhenWrong: wrong } : {}),
  };
}

export function readShortAnswer(
  question: XmlElement,
  texts: QuestionTexts,
  format: TextFormat,
): Of<'short_answer', 'type' | 'accepted' | 'caseSensitive'> {
  const accepted: Of<'short_answer', 'accepted'>['accepted'] = [];
  for (const answer of answersOf(question)) {
    const text = textOf(answer);
    if (text === '') texts.warn('an answer without text is left out');
    else accepted.push({ text, weight: fractionOf(answer), ...feedbackOf(answer, texts, format) });
  }
  if (accepted.length === 0) throw new Unreadable('it has no answer');
  demandRightAnswer(accepted);
  return { type: 'short_answer', accepted, caseSensitive: flagOf(question, 'usecase', false) };
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** A number of the file, or `Unreadable`: Moodle takes a word for any number, which would give everybody the points. */
export function readNumber(written: string): number {
  const plain = written.trim().replace('\u2212', '-');
  const value = NUMBER.test(plain) ? Number(plain) : Number.NaN;
  if (Number.isFinite(value)) return value;
  const hint = /^[+-]?\d+,\d+$/.test(plain) ? '; write the decimal with a point' : '';
  throw new Unreadable(plain === '' ? 'a number is missing' : `unknown number "${plain.slice(0, 40).toWellFormed()}"${hint}`);
}

/** A number and its margin as written; `*` takes anything. Throws `Unreadable` for what is no number. */
export function matchOf(written: string, margin: string): AcceptedNumber['match'] {
  if (written.trim() === '*') return { kind: 'any' };
  const tolerance = margin.trim() === '' ? 0 : readNumber(margin);
  if (tolerance < 0) throw new Unreadable(`the tolerance ${margin.trim().slice(0, 30)} is negative`);
  return { kind: 'within', value: readNumber(written), tolerance };
}

/** Units are told: only the number counts here. */
export function readNumerical(
  question: XmlElement,
  texts: QuestionTexts,
  format: TextFormat,
): Of<'numerical', 'type' | 'accepted'> {
  const accepted = answersOf(question)
    .filter((answer) => textOf(answer) !== '')
    .map((answer) => ({
      match: matchOf(textOf(answer), childText(answer, 'tolerance')),
      weight: fractionOf(answer),
      ...feedbackOf(answer, texts, format),
    }));
  if (accepted.length === 0) throw new Unreadable('it has no answer');
  demandRightAnswer(accepted);
  const units = elementsOf(question, 'units').flatMap((list) =>
    elementsOf(list, 'unit').map((unit) => childText(unit, 'unit_name')),
  );
  const named = units.filter((unit) => unit !== '').slice(0, 10);
  if (named.length > 0) {
    const isGraded = Number(childText(question, 'unitgradingtype')) > 0;
    texts.warn(
      `the units ${named.join(', ').slice(0, 100)} are not kept: candidates write the number alone, as in the first unit${isGraded ? ', and the points for the unit go to the number' : ''}`,
    );
  }
  return { type: 'numerical', accepted };
}

const MAX_RIGHT_SIDE = 2_000;

/** A right side stands in a list to choose from: what its markup says in words, as Moodle shows it. */
export const wordsOf = (right: string): string =>
  /[<&]/.test(right) ? toPlainLine(toRichText(right, 'html'), MAX_RIGHT_SIDE) : right;

/** A pair without a left side is a distractor. */
export function readMatching(
  question: XmlElement,
  texts: QuestionTexts,
  format: TextFormat,
): Of<'matching', 'type' | 'stems' | 'choices' | 'pairs'> {
  const pairs: MatchingPair[] = [];
  for (const pair of answersOf(question, 'subquestion')) {
    const stem = texts.rich(pair, format);
    const written = textOf(firstOf(pair, 'answer'));
    const right = wordsOf(written);
    if (/<[^<>]*>/.test(written) && !/<[^<>]*>/.test(right))
      texts.warn('the markup of its right sides is not kept, as in Moodle');
    const choice = { text: right, html: escapeHtml(right) };
    if (stem.text === '' && right === '') texts.warn('an empty pair is left out');
    else if (right === '') throw new Unreadable(`the pair "${stem.text.slice(0, 40).toWellFormed()}" has no right side`);
    else pairs.push(stem.text === '' ? { choice } : { stem: { text: stem.text, html: stem.html }, choice });
  }
  if (!pairs.some(({ stem }) => stem)) throw new Unreadable('no pair has a left side, so there is nothing to match');
  return { type: 'matching', ...toMatchingParts(pairs) };
}
