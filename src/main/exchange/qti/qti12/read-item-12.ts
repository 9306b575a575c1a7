import type { Question } from '../../../../shared/model/question.ts';
import { MOST } from '../../../../shared/model/question-limits.ts';
import { toPlainLine } from '../../rich-text.ts';
import { elementsOf, firstOf, type XmlElement } from '../../xml/read-xml.ts';
import { ItemFeedback } from '../item-feedback.ts';
import { ItemText, isEmptyText } from '../item-text.ts';
import type { ItemPlace } from '../read-item.ts';
import { Unreadable } from '../unreadable.ts';
import { readConditions } from './conditions.ts';
import type { Comparing } from './dialects.ts';
import { type Answered, askedIn, metadataOf, type Parts, pointsSaid, typeOfItem12 } from './item-parts-12.ts';
import { materialHtml } from './material.ts';
import { readChoices, readOrdered } from './read-choices-12.ts';
import { readBlanks, readFields } from './read-gaps-12.ts';
import { readMatching } from './read-matching-12.ts';
import { readEssay, readTyped } from './read-typed-12.ts';

const MAX_NAME = MOST.name;

const UNSUPPORTED: [RegExp, string][] = [
  [/categorization/i, 'it sorts words into categories, which is not supported'],
  [/calculated|formula/i, 'its numbers are computed anew for each candidate, which is not supported'],
  [/file[_ ]?upload/i, 'it asks for a file, which is not supported'],
  [/hot[ _]?spot/i, 'it asks for a place in a picture, which is not supported'],
];

/** Makes a question of an item of version 1, as Canvas, cartridges and Blackboard write it. Throws `Unreadable` with the reason. */
export function readItem12(item: XmlElement, place: ItemPlace): Omit<Question, 'id'> {
  const type = typeOfItem12(item);
  for (const [pattern, reason] of UNSUPPORTED) if (pattern.test(type)) throw new Unreadable(reason);
  const { warn } = place;
  const text = new ItemText({ files: place.files, from: place.from, warn });
  const presentation = firstOf(item, 'presentation') ?? item;
  const asked = askedIn(item, type);
  const comparing = new Map<string, Comparing>(
    asked.map(({ id, kind, isNumber }) => [id, kind === 'choice' ? 'id' : isNumber ? 'number' : 'text'] as const),
  );
  const processing = readConditions(item, comparing);
  const feedback = new ItemFeedback(
    {
      elements: elementsOf(item, 'itemfeedback'),
      isShown: ({ attributes }, responses) => processing.feedback(responses).includes(attributes.ident ?? ''),
      html: (element) => materialHtml(element, text.context),
    },
    text,
  );
  const parts: Parts = { item, asked, processing, text, feedback, type, warn };
  const { answers, replace, gapNames } = readAnswers(parts);
  const isOwn = new Set(asked.map(({ element }) => element));
  const written = materialHtml(
    presentation,
    text.context,
    (element) => replace?.(element) ?? (isOwn.has(element) ? '' : undefined),
  );
  const stem = text.rich((place.above ?? '') + (gapNames ? withGaps(written, gapNames) : written));
  if (isEmptyText(stem)) throw new Unreadable('its text is empty');
  const { title = '', ident = metadataOf(item).get('bbmd_asi_object_id') } = item.attributes;
  return {
    name: title.replace(/\s+/g, ' ').trim().slice(0, MAX_NAME).toWellFormed() || toPlainLine(stem, 80) || 'Question',
    stem: stem.text,
    stemFormat: 'html',
    stemHtml: stem.html,
    ...(ident ? { idNumber: ident.slice(0, MAX_NAME).toWellFormed() } : {}),
    line: item.line,
    ...answers,
    points: pointsOf(parts, answers),
  };
}

/** The file's own word on the points; else what its rules give, unless they are per cent. */
function pointsOf({ item, processing, warn }: Parts, answers: Answered['answers']): number {
  if (answers.type === 'description') return 0;
  const said = pointsSaid(item);
  if (said !== undefined) return said;
  const isPercent = processing.most === 100 || Math.abs(answers.points - 100) < 0.5;
  if (answers.type !== 'essay' && !isPercent) return Math.round(answers.points * 1e7) / 1e7;
  warn('the file does not say its points; it got 1');
  return 1;
}

function readAnswers(parts: Parts): Answered {
  const { asked, type } = parts;
  const [only] = asked;
  if (!only) {
    if (type !== '' && !/text_?(?:only|information)|description|material/i.test(type))
      throw new Unreadable('it has no place for an answer');
    return { answers: { type: 'description', points: 0 } };
  }
  const isSeveral = asked.length > 1;
  if (/essay|short response/i.test(type)) return readEssay(parts);
  if (/fill_in_multiple_blanks|multiple_dropdowns/i.test(type) || isJumbled(parts)) return readBlanks(parts);
  if (/matching/i.test(type)) return readMatching(parts);
  if (!isSeveral && only.kind === 'text' && !only.id.startsWith('['))
    return parts.processing.hasScores ? readTyped(parts, only) : readEssay(parts);
  if (asked.every(({ kind }) => kind === 'text')) return readFields(parts);
  if (isSeveral && asked.every(({ kind, cardinality }) => kind === 'choice' && cardinality === 'single'))
    return readMatching(parts);
  if (isSeveral) throw new Unreadable('it has answers of several kinds, which is not supported');
  return only.cardinality === 'ordered' ? readOrdered(parts, only) : readChoices(parts, only);
}

/** Blackboard: words of a sentence in brackets, each a list to choose from. */
const isJumbled = ({ asked, type }: Parts): boolean =>
  /jumbled ?sentence/i.test(type) && asked.every(({ kind, cardinality }) => kind === 'choice' && cardinality === 'single');

function withGaps(html: string, names: ReadonlyMap<string, string>): string {
  let text = html;
  for (const [name, gap] of names) {
    const escaped = name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    const mark = [`[${name}]`, `[${escaped}]`].find((one) => text.includes(one));
    if (mark === undefined) throw new Unreadable(`its blank [${name.slice(0, 60)}] is not in its text`);
    if (text.indexOf(mark) !== text.lastIndexOf(mark))
      throw new Unreadable(`its blank [${name.slice(0, 60)}] is in its text twice`);
    text = text.replace(mark, () => `<span data-gap="${gap}"></span>`);
  }
  return text;
}
