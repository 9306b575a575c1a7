import type { Question, TextFormat } from '../../../shared/model/question.ts';
import { Unreadable } from '../gift/unreadable.ts';
import { escapeHtml } from '../rich-text.ts';
import { elementsOf, firstOf, type XmlElement } from '../xml/read-xml.ts';
import { childText, textOf } from './element-text.ts';
import type { QuestionTexts } from './question-texts.ts';
import { answersOf, wordsOf } from './read-answers.ts';

type Parts = Pick<Extract<Question, { type: 'matching' }>, 'type' | 'stems' | 'choices' | 'pairs' | 'scoring'>;

/** Moodle's names of the ways to score that are ours as well: a share for each statement, or all of them or nothing. */
const SCORING: Readonly<Record<string, 'sum' | 'all'>> = { subpoints: 'sum', kprimeonezero: 'all', mtfonezero: 'all' };

function scoringOf(question: XmlElement, type: string): 'sum' | 'all' {
  const written = childText(question, 'scoringmethod').toLowerCase() || type;
  const scoring = Object.hasOwn(SCORING, written) ? SCORING[written] : undefined;
  if (scoring) return scoring;
  throw new Unreadable(
    written === 'kprime' || written === 'mtf'
      ? 'it gives half of the points for all statements but one, which is not possible here; choose subpoints, or all or nothing, in Moodle'
      : `its way to score, "${written.slice(0, 30)}", is not known here; choose subpoints, or all or nothing, in Moodle`,
  );
}

const numberIn = (element: XmlElement, name: string): string => (element.attributes[name] ?? '').trim();

/**
 * Statements that are each right or wrong (the add-ons kprime and mtf), as statements to be matched with the words for it: the same is
 * right, and a share is given for each, or for all of them, as the file says.
 */
export function readStatements(question: XmlElement, texts: QuestionTexts, format: TextFormat): Parts {
  const scoring = scoringOf(question, (question.attributes.type ?? '').trim().toLowerCase());
  const columns = answersOf(question, 'column').map((column) => {
    const text = wordsOf(textOf(firstOf(column, 'responsetext')));
    if (text === '') throw new Unreadable('one of its columns has no name');
    return { number: numberIn(column, 'number'), text };
  });
  if (columns.length < 2) throw new Unreadable('it needs at least two columns, such as true and false');
  const ids = new Map(columns.map(({ number }, place) => [number, `c${place + 1}`]));
  if (ids.size < columns.length) throw new Unreadable('two of its columns have the same number');
  const rightOf = new Map<string, string[]>();
  for (const weight of elementsOf(question, 'weight')) {
    if (!(Number(childText(weight, 'value').replace(',', '.')) > 0)) continue;
    const row = numberIn(weight, 'rownumber');
    rightOf.set(row, [...(rightOf.get(row) ?? []), numberIn(weight, 'columnnumber')]);
  }
  const stems: Parts['stems'] = [];
  const pairs: Parts['pairs'] = {};
  for (const row of answersOf(question, 'row')) {
    const { text, html } = texts.rich(firstOf(row, 'optiontext'), format);
    const number = numberIn(row, 'number');
    if (text === '') throw new Unreadable(`its statement ${number.slice(0, 10)} has no text`);
    const [right, other] = rightOf.get(number) ?? [];
    const choice = right === undefined ? undefined : ids.get(right);
    if (choice === undefined || other !== undefined)
      throw new Unreadable(`the file does not say which column is right for its statement ${number.slice(0, 10)}`);
    if (textOf(firstOf(row, 'feedbacktext')) !== '') texts.warn('the feedback of its statements is not kept');
    const id = `s${stems.length + 1}`;
    stems.push({ id, text, html });
    pairs[id] = choice;
  }
  if (stems.length === 0) throw new Unreadable('it has no statement');
  const choices = columns.map(({ text }, place) => ({ id: `c${place + 1}`, text, html: escapeHtml(text) }));
  return { type: 'matching', stems, choices, pairs, ...(scoring === 'all' ? { scoring } : {}) };
}
