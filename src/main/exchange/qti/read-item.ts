import type { Question } from '../../../shared/model/question.ts';
import { MOST } from '../../../shared/model/question-limits.ts';
import { toPlainLine } from '../rich-text.ts';
import { elementsOf, firstOf, type XmlElement } from '../xml/read-xml.ts';
import { type BodyContext, htmlInside } from './body-html.ts';
import { type Answers, type ItemParts, isForCandidates, readChoice, readEssay, readOrder } from './interactions.ts';
import { feedbackByOutcome, ItemFeedback } from './item-feedback.ts';
import type { ItemFiles } from './item-files.ts';
import { ItemText, isEmptyText } from './item-text.ts';
import { allNamed, everyElement, isTrue } from './qti-names.ts';
import { CLOZE_PARTS, readCloze } from './read-cloze.ts';
import { readMatch } from './read-matching.ts';
import { readStimuli } from './read-stimulus.ts';
import { readSlider, readTextEntry } from './read-typed.ts';
import { readProcessing } from './score/processing.ts';
import { Unreadable } from './unreadable.ts';

const MAX_NAME = MOST.name;
const BLANK = '_____';

/** Others may speak by their choices alone. */
const NEEDS_TEXT = new Set<Question['type']>(['description', 'essay', 'short_answer', 'numerical']);

/** Where an item stands and what its test says of it. */
export interface ItemPlace {
  readonly files: ItemFiles;
  readonly from: string;
  readonly warn: (message: string) => void;
  /** What its points are multiplied by; a test may count one item twice. */
  readonly weight?: number;
  /** HTML all items of a section show above their own text. */
  readonly above?: string;
}

/** The interactions of an item by name, once each, as the report calls its type. */
export function interactionsOf(item: XmlElement): XmlElement[] {
  const body = firstOf(item, 'itemBody');
  const found: XmlElement[] = [];
  const walk = (element: XmlElement): void => {
    for (const child of elementsOf(element)) {
      if (child.name.endsWith('Interaction')) found.push(child);
      else walk(child);
    }
  };
  if (body) walk(body);
  return found;
}

export const typeOfItem = (item: XmlElement): string => [...new Set(interactionsOf(item).map(({ name }) => name))].join('+');

export const nameOfItem = ({ attributes }: XmlElement): string =>
  (attributes.title?.trim() || attributes.identifier || '').replace(/\s+/g, ' ').slice(0, MAX_NAME).toWellFormed();

/**
 * Makes a question of an item of version 2 or 3 (its names brought to version 2). Throws `Unreadable` with the reason where
 * the item cannot be given, or not be graded, exactly as the file says. Source: features EX1; QTI 2.2, 3.0.
 */
export function readItem(item: XmlElement, place: ItemPlace): Omit<Question, 'id'> {
  if (isTrue(item.attributes.adaptive)) throw new Unreadable('it is adaptive: it changes with each try, which is not supported');
  if (elementsOf(item, 'templateDeclaration').length > 0 || elementsOf(item, 'templateProcessing').length > 0)
    throw new Unreadable('its numbers or texts are computed anew for each candidate, which is not supported');
  const body = firstOf(item, 'itemBody');
  if (!body) throw new Unreadable('it has no body');
  const { warn } = place;
  const context: BodyContext = { files: place.files, from: place.from, warn, replace: candidateRubric };
  const text = new ItemText(context);
  const interactions = interactionsOf(item);
  tellOfExtras(item, warn);
  const { answers, replace, after = '' } = readAnswers(item, interactions, text, warn);
  if (answers.type !== 'essay' && allNamed(item, 'rubricBlock').some(({ attributes }) => !isForCandidates(attributes.view)))
    warn('its directions for those who mark it are not kept: the machine marks it');
  const stem = text.rich(
    (place.above ?? '') +
      readStimuli(item, place) +
      htmlInside(body, { ...context, replace: (element) => replace(element) ?? candidateRubric(element, context) }) +
      after,
  );
  if (isEmptyText(stem) && NEEDS_TEXT.has(answers.type)) throw new Unreadable('its text is empty');
  const { identifier } = item.attributes;
  return {
    name: nameOfItem(item) || toPlainLine(stem, 80) || 'Question',
    stem: stem.text,
    stemFormat: 'html',
    stemHtml: stem.html,
    ...(identifier ? { idNumber: identifier.slice(0, MAX_NAME).toWellFormed() } : {}),
    line: item.line,
    ...answers,
    points: Math.round(answers.points * (place.weight ?? 1) * 1e7) / 1e7,
  };
}

/** Directions for candidates belong to the text; those for others do not. */
function candidateRubric(element: XmlElement, context: BodyContext): string | undefined {
  if (element.name !== 'rubricBlock' || !isForCandidates(element.attributes.view)) return undefined;
  return `<div>${htmlInside(element, context)}</div>`;
}

function tellOfExtras(item: XmlElement, warn: (message: string) => void): void {
  if (elementsOf(item, 'catalogInfo').length > 0)
    warn('its glossary and other aids for some candidates (catalogInfo) are not kept');
  if (elementsOf(item, 'companionMaterialsInfo').length > 0)
    warn('its tools such as calculators and rulers (companionMaterialsInfo) are not kept: grant them in the exam');
  if (isTrue(item.attributes.timeDependent)) warn('it measures the time taken; here only the exam has a time');
}

interface Read {
  readonly answers: Answers<Question['type']>;
  readonly replace: (element: XmlElement) => string | undefined;
  readonly after?: string;
}

function readAnswers(
  item: XmlElement,
  interactions: readonly XmlElement[],
  text: ItemText,
  warn: (message: string) => void,
): Read {
  const [only] = interactions;
  if (!only) {
    if (elementsOf(item, 'responseDeclaration').length > 0)
      throw new Unreadable('it declares a response, but has no interaction to give it');
    return { answers: { type: 'description', points: 0 }, replace: () => undefined };
  }
  for (const { name } of interactions) if (!SUPPORTED.has(name)) throw new Unreadable(`${name} is not supported`);
  const ids = new Set(interactions.map(({ attributes }) => attributes.responseIdentifier));
  if (ids.size < interactions.length) throw new Unreadable('two of its interactions give the same response');
  if (
    allNamed(item, 'feedbackBlock', 'feedbackInline', 'templateBlock', 'templateInline').some((element) =>
      interactions.some((one) => allNamed(element, one.name).includes(one)),
    )
  )
    throw new Unreadable('one of its interactions is shown only after an answer, which is not supported');
  const processing = readProcessing(item);
  const parts: ItemParts = {
    item,
    processing,
    text,
    feedback: new ItemFeedback(feedbackByOutcome(item, processing, text), text),
    warn,
  };
  for (const { id, cardinality } of processing.responses.values())
    if (cardinality === 'record')
      throw new Unreadable(`its response ${id.slice(0, 60)} is a record of several values, which is not supported`);

  if (interactions.length === 1) {
    const prompt = firstOf(only, 'prompt');
    const asked = prompt ? `<div>${text.html(prompt)}</div>` : '';
    const at = (html: string) => (element: XmlElement) => (element === only ? html : undefined);
    switch (only.name) {
      case 'choiceInteraction':
        return { answers: readChoice(parts, only), replace: at(asked) };
      case 'orderInteraction':
        return { answers: readOrder(parts, only), replace: at(asked) };
      case 'matchInteraction': {
        const { answers, rows } = readMatch(parts, only);
        return { answers, replace: at(asked + rows) };
      }
      case 'extendedTextInteraction':
        return { answers: readEssay(parts, only), replace: at(asked) };
      case 'sliderInteraction': {
        const { scale, ...answers } = readSlider(parts, only);
        return { answers, replace: at(asked), after: scale.html };
      }
      case 'textEntryInteraction':
        return { answers: readTextEntry(parts, only), replace: at(isAlone(item, only) ? '' : BLANK) };
      default:
        break;
    }
  }
  const other = interactions.find(({ name }) => !CLOZE_PARTS.has(name));
  if (other) throw new Unreadable(`it has several interactions, and ${other.name} cannot be a gap in a text with others`);
  const { answers, replace } = readCloze(parts, interactions);
  // A gap match has its prompt and its words in itself: the words are in the lists, the rest is the text.
  const inGapMatch = new Set(
    interactions.filter(({ name }) => name === 'gapMatchInteraction').flatMap((one) => elementsOf(one, 'gapText')),
  );
  return {
    answers,
    replace: (element) =>
      inGapMatch.has(element) ? '' : element.name === 'prompt' ? promptHtml(element, text) : replace(element, text.context),
  };
}

const promptHtml = (prompt: XmlElement, text: ItemText): string => `<div>${text.html(prompt)}</div>`;

const SUPPORTED = new Set([
  'choiceInteraction',
  'orderInteraction',
  'matchInteraction',
  'extendedTextInteraction',
  'sliderInteraction',
  'textEntryInteraction',
  'inlineChoiceInteraction',
  'gapMatchInteraction',
]);

/** Does the field stand by itself below its question? Then the page's own field is enough. */
function isAlone(item: XmlElement, field: XmlElement): boolean {
  for (const element of everyElement(item)) {
    if (!element.children.includes(field)) continue;
    return element.children.every((node) => node === field || (typeof node === 'string' && node.trim() === ''));
  }
  return false;
}

export const nameForReport = ({ attributes }: XmlElement): string =>
  (attributes.identifier ?? attributes.ident ?? attributes.id ?? attributes.title ?? '')
    .replace(/\p{C}/gu, '?')
    .slice(0, 120)
    .toWellFormed();
