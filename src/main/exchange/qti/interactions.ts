import type { Question } from '../../../shared/model/question.ts';
import { MOST } from '../../../shared/model/question-limits.ts';
import { elementsOf, firstOf, textInside, type XmlElement } from '../xml/read-xml.ts';
import type { ResponseDeclaration } from './declarations.ts';
import type { ItemFeedback } from './item-feedback.ts';
import type { ItemText } from './item-text.ts';
import { allNamed, isFalse, isTrue } from './qti-names.ts';
import { fitMultipleChoice, fitSingleChoice } from './score/fit-choices.ts';
import { fitOrder } from './score/fit-places.ts';
import type { Processing } from './score/processing.ts';
import type { Response, Responses } from './score/score-rule.ts';
import { Unreadable } from './unreadable.ts';

/** One item while it is read. */
export interface ItemParts {
  readonly item: XmlElement;
  readonly processing: Processing;
  readonly text: ItemText;
  readonly feedback: ItemFeedback;
  readonly warn: (message: string) => void;
}

type Of<Type extends Question['type']> = Extract<Question, { type: Type }>;
type Base = 'id' | 'name' | 'stem' | 'stemFormat' | 'stemHtml';
/** What an interaction makes of a question: its type, key and points; the item adds the rest. */
export type Answers<Type extends Question['type']> = Type extends Question['type'] ? Omit<Of<Type>, Base> : never;

const MAX_CHOICES = MOST.parts;

export function responseOf({ processing }: ItemParts, interaction: XmlElement): ResponseDeclaration {
  const id = interaction.attributes.responseIdentifier ?? '';
  const declared = processing.responses.get(id);
  if (!declared) throw new Unreadable(`its response ${id.slice(0, 60)} is not declared, so its key is not known`);
  if (declared.cardinality === 'record')
    throw new Unreadable('its response is a record of several values, which is not supported');
  return declared;
}

export const responsesOf = (id: string, response: Response): Responses => new Map([[id, response]]);

/** Choices in the order of the file; refused if one is there twice, none, or with an empty text. */
export function choicesIn(interaction: XmlElement, name: string): XmlElement[] {
  const choices = elementsOf(interaction, name);
  const ids = new Set(choices.map(({ attributes }) => attributes.identifier ?? ''));
  if (choices.length === 0) throw new Unreadable('it has no choices');
  if (choices.length > MAX_CHOICES) throw new Unreadable(`it has more than ${MAX_CHOICES} choices`);
  if (ids.size < choices.length || ids.has(''))
    throw new Unreadable('two of its choices have the same identifier, or one has none');
  return choices;
}

export const idOf = ({ attributes }: XmlElement): string => attributes.identifier ?? '';

/** Choices a candidate can see, with their places in the file. Throws `Unreadable` where a right one has nothing to show. */
export function withText(
  texts: readonly { text: string; html: string }[],
  weights: readonly number[],
  warn: (message: string) => void,
): { text: string; html: string; index: number }[] {
  const all = texts.map(({ text, html }, index) => ({ text, html, index }));
  const filled = all.filter(({ html }) => html !== '');
  if (all.some(({ html, index }) => html === '' && (weights[index] ?? 0) > 0)) throw new Unreadable('its right choice is empty');
  if (filled.length < all.length) warn('a choice without text is left out');
  if (filled.length === 0) throw new Unreadable('it has no choices');
  return filled;
}

/** Choices that shall stay in their places, "None of the above" last among them: then all do, for nothing says it finer. */
function orderKept(interaction: XmlElement, choices: readonly XmlElement[], warn: (message: string) => void) {
  if (isFalse(interaction.attributes.shuffle)) return { keepOrder: true };
  if (!isTrue(interaction.attributes.shuffle) || !choices.some(({ attributes }) => isTrue(attributes.fixed))) return {};
  warn('some of its choices are fixed in their places while others are shuffled; here all keep the order of the file');
  return { keepOrder: true };
}

const MAX_SELECTIONS = 20;

/** Selections that the rules of an item write out to compare with: its key may stand nowhere else. */
function selectionsIn(item: XmlElement, ids: readonly string[]): number[][] {
  return allNamed(item, 'multiple')
    .slice(0, MAX_SELECTIONS)
    .map((set) => elementsOf(set, 'baseValue').slice(0, ids.length + 1))
    .map((values) => values.map((value) => ids.indexOf(textInside(value).trim())))
    .filter((selection) => selection.length > 0 && selection.length <= ids.length && !selection.includes(-1));
}

export function readChoice(parts: ItemParts, interaction: XmlElement): Answers<'single_choice' | 'multiple_choice'> {
  const { item, processing, text, feedback, warn } = parts;
  const declared = responseOf(parts, interaction);
  const choices = choicesIn(interaction, 'simpleChoice');
  const ids = choices.map(idOf);
  const most = Number(interaction.attributes.maxChoices ?? (declared.cardinality === 'single' ? 1 : 0));
  const isSingle = declared.cardinality === 'single' || most === 1;
  if (declared.cardinality === 'ordered') throw new Unreadable('its choices have to be picked in order, which is not supported');
  const asGiven = (picked: readonly string[]): Response => (declared.cardinality === 'single' ? (picked[0] ?? null) : picked);
  const score = (picked: readonly number[]) =>
    processing.score(responsesOf(declared.id, picked.length === 0 ? null : asGiven(picked.map((index) => ids[index] ?? ''))));
  const right = declared.correct?.map((id) => ids.indexOf(id));
  if (right?.some((index) => index < 0)) throw new Unreadable('its correct response names a choice it does not have');
  const fitted = isSingle
    ? fitSingleChoice(ids.length, (picked) => score([picked]), score([]))
    : fitMultipleChoice(ids.length, score, right, Number.isFinite(most) ? most : 0, selectionsIn(item, ids));
  const { general, each } = feedback.apart(
    ids.map((id) => responsesOf(declared.id, asGiven([id]))),
    isSingle || !right
      ? []
      : [
          responsesOf(
            declared.id,
            right.map((index) => ids[index] ?? ''),
          ),
        ],
    !isSingle,
  );
  const filled = withText(
    choices.map((choice) => text.inside(choice)),
    fitted.weights,
    warn,
  );
  return {
    type: isSingle ? ('single_choice' as const) : ('multiple_choice' as const),
    points: fitted.points,
    choices: filled.map(({ html, text: source, index }, place) => ({
      id: `c${place + 1}`,
      text: source,
      html,
      weight: fitted.weights[index] ?? 0,
      ...each[index],
    })),
    ...(fitted.scoring && !isSingle ? { scoring: fitted.scoring } : {}),
    ...orderKept(interaction, choices, warn),
    ...general,
  };
}

export function readOrder(parts: ItemParts, interaction: XmlElement): Answers<'ordering'> {
  const { processing, text, feedback, warn } = parts;
  const declared = responseOf(parts, interaction);
  const choices = choicesIn(interaction, 'simpleChoice');
  const byId = new Map(choices.map((choice) => [idOf(choice), choice]));
  const right = declared.correct ?? [];
  if (right.length !== choices.length || new Set(right).size < right.length || !right.every((id) => byId.has(id)))
    throw new Unreadable(
      right.length === 0
        ? 'its correct response is missing, so its key is not known'
        : 'its right order does not have each of its choices once',
    );
  if (right.length < 2) throw new Unreadable('an order needs at least two choices');
  const { points, scoring } = fitOrder(right.length, (order) =>
    processing.score(
      responsesOf(
        declared.id,
        order.map((place) => right[place] ?? ''),
      ),
    ),
  );
  if (choices.some(({ attributes }) => isTrue(attributes.fixed)))
    warn('some of its choices are fixed in their places; here each candidate gets them mixed');
  const { general } = feedback.apart([], [responsesOf(declared.id, right), responsesOf(declared.id, right.toReversed())]);
  return {
    type: 'ordering',
    points,
    scoring,
    items: right.map((id, index) => {
      const choice = byId.get(id);
      const { text: source, html } = choice ? text.inside(choice) : { text: '', html: '' };
      return { id: `i${index + 1}`, text: source, html };
    }),
    ...general,
  };
}

const ESSAY_FORMATS = new Set(['plain', 'preFormatted', 'xhtml', 'preformatted']);

export function readEssay(parts: ItemParts, interaction: XmlElement): Answers<'essay'> {
  const { item, processing, text, feedback, warn } = parts;
  const declared = responseOf(parts, interaction);
  const { format = 'plain', patternMask } = interaction.attributes;
  if (declared.cardinality !== 'single' && Number(interaction.attributes.maxStrings ?? 1) > 1 && declared.correct)
    warn('it asks for several texts of their own; here the candidate has one field for them');
  if (!ESSAY_FORMATS.has(format)) warn(`its format ${format.slice(0, 40)} is not known; the answer is plain text`);
  if (patternMask !== undefined) warn('the pattern its answer had to follow is not checked here');
  const score = processing.outcomes.get('SCORE');
  const declaredMost = Number(processing.outcomes.get('MAXSCORE')?.initial?.[0]);
  const points = score?.normalMaximum ?? (declaredMost > 0 ? declaredMost : 1);
  const forGraders = item.children.length > 0 ? graderTexts(item, text) : '';
  const model = (declared.correct ?? [])
    .filter((one) => one !== '')
    .map((one) => `<p>${escapeText(one)}</p>`)
    .join('');
  const info = text.rich(forGraders + model);
  const { general } = feedback.apart([], [responsesOf(declared.id, null), responsesOf(declared.id, 'text')]);
  const start = firstOf(findDeclaration(item, declared.id), 'defaultValue');
  const template = start ? textInside(firstOf(start, 'value')).trim() : '';
  return {
    type: 'essay',
    points: points > 0 ? points : 1,
    ...(info.html === '' ? {} : { graderInfo: info }),
    ...(template === '' ? {} : { template }),
    ...general,
  };
}

const escapeText = (written: string): string =>
  written.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;' })[sign] ?? '&gt;');

const findDeclaration = (item: XmlElement, id: string): XmlElement =>
  elementsOf(item, 'responseDeclaration').find(({ attributes }) => attributes.identifier === id) ?? item;

/** What only whoever marks it shall read. */
function graderTexts(item: XmlElement, text: ItemText): string {
  const body = firstOf(item, 'itemBody');
  return [...(body ? rubrics(body) : []), ...elementsOf(item, 'rubricBlock')]
    .filter(({ attributes }) => !isForCandidates(attributes.view))
    .map((rubric) => `<div>${text.html(rubric)}</div>`)
    .join('');
}

export const isForCandidates = (view: string | undefined): boolean => view === undefined || /\bcandidate\b/.test(view);

function rubrics(element: XmlElement): XmlElement[] {
  return elementsOf(element).flatMap((child) => (child.name === 'rubricBlock' ? [child] : rubrics(child)));
}
