import type { Gap, Question } from '../../../../shared/model/question.ts';
import { type MatchingPair, toMatchingParts } from '../../matching-parts.ts';
import { toPlainLine } from '../../rich-text.ts';
import { elementsOf, firstOf, textInside, type XmlElement } from '../../xml/read-xml.ts';
import { ItemFeedback } from '../item-feedback.ts';
import { ItemText, isEmptyText } from '../item-text.ts';
import { allNamed, isFalse, isTrue } from '../qti-names.ts';
import type { ItemPlace } from '../read-item.ts';
import { fitMultipleChoice, fitSingleChoice } from '../score/fit-choices.ts';
import { fitOrder, fitPlaces } from '../score/fit-places.ts';
import { fitNumbers, fitTexts, literal, numberOptions, textOptions } from '../score/fit-typed.ts';
import { isSame, type Response, type Responses } from '../score/score-rule.ts';
import { Unreadable } from '../unreadable.ts';
import { type Comparing, ORDERED, type Processing12, readConditions } from './conditions.ts';
import { materialHtml } from './material.ts';

const MAX_NAME = 255;
const MAX_CHOICES = 200;

/** One place for an answer in an item of version 1. */
interface Asked {
  readonly element: XmlElement;
  readonly id: string;
  readonly kind: 'choice' | 'text';
  readonly cardinality: string;
  readonly labels: readonly XmlElement[];
  readonly isNumber: boolean;
}

interface Parts {
  readonly item: XmlElement;
  readonly asked: readonly Asked[];
  readonly processing: Processing12;
  readonly text: ItemText;
  readonly feedback: ItemFeedback;
  readonly type: string;
  readonly warn: (message: string) => void;
}

type Answered = {
  answers: Partial<Question> & { type: Question['type']; points: number };
  replace?: (element: XmlElement) => string | undefined;
  gapNames?: Map<string, string>;
};

/** What the makers of a file say of an item: the first word on each subject counts. */
export function metadataOf(item: XmlElement): Map<string, string> {
  const fields = new Map<string, string>();
  for (const field of allNamed(item, 'qtimetadatafield')) {
    const label = textInside(firstOf(field, 'fieldlabel')).trim().toLowerCase();
    if (!fields.has(label)) fields.set(label, textInside(firstOf(field, 'fieldentry')).trim());
  }
  for (const name of ['bbmd_questiontype', 'qmd_itemtype', 'qmd_weighting', 'qmd_absolutescore_max']) {
    const [element] = allNamed(item, name);
    if (element && !fields.has(name)) fields.set(name, textInside(element).trim());
  }
  return fields;
}

/** The type a file gives an item, for the report. */
export const typeOfItem12 = (item: XmlElement): string => {
  const fields = metadataOf(item);
  const named =
    fields.get('question_type') ?? fields.get('cc_profile') ?? fields.get('bbmd_questiontype') ?? fields.get('qmd_itemtype');
  return (
    named ??
    allNamed(item, 'response_lid', 'response_str', 'response_num', 'response_xy', 'response_grp')[0]?.name ??
    ''
  ).slice(0, 80);
};

const UNSUPPORTED: [RegExp, string][] = [
  [/calculated|formula/i, 'its numbers are computed anew for each candidate, which is not supported'],
  [/file_?upload/i, 'it asks for a file, which is not supported'],
  [/hot ?spot/i, 'it asks for a place in a picture, which is not supported'],
];

/** Makes a question of an item of version 1, as Canvas, cartridges and Blackboard write it. Throws `Unreadable` with the reason. */
export function readItem12(item: XmlElement, place: ItemPlace): Omit<Question, 'id'> {
  const type = typeOfItem12(item);
  for (const [pattern, reason] of UNSUPPORTED) if (pattern.test(type)) throw new Unreadable(reason);
  const { warn } = place;
  const text = new ItemText({ files: place.files, from: place.from, warn });
  const presentation = firstOf(item, 'presentation') ?? item;
  const asked = askedIn(presentation, type);
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
  const { title = '', ident } = item.attributes;
  return {
    name: title.replace(/\s+/g, ' ').trim().slice(0, MAX_NAME).toWellFormed() || toPlainLine(stem, 80) || 'Question',
    stem: stem.text,
    stemFormat: 'html',
    stemHtml: stem.html,
    ...(ident ? { idNumber: ident.slice(0, MAX_NAME).toWellFormed() } : {}),
    line: item.line,
    ...answers,
    points: pointsOf(parts, answers),
  } as Omit<Question, 'id'>;
}

/** The file's own word on the points; else what its rules give, unless they are per cent. */
function pointsOf({ item, processing, warn }: Parts, answers: Answered['answers']): number {
  if (answers.type === 'description') return 0;
  const fields = metadataOf(item);
  const said = Number(
    fields.get('points_possible') ?? fields.get('qmd_weighting') ?? fields.get('qmd_absolutescore_max') ?? Number.NaN,
  );
  if (Number.isFinite(said) && said >= 0) return said;
  if (answers.type !== 'essay' && processing.most !== 100) return Math.round(answers.points * 1e7) / 1e7;
  warn('the file does not say its points; it got 1');
  return 1;
}

function askedIn(presentation: XmlElement, type: string): Asked[] {
  return allNamed(presentation, 'response_lid', 'response_str', 'response_num', 'response_xy', 'response_grp').map(
    (element): Asked => {
      if (element.name === 'response_xy' || element.name === 'response_grp')
        throw new Unreadable(`its answer is of the kind ${element.name}, which is not supported`);
      const { ident = '', rcardinality = 'Single' } = element.attributes;
      const labels = allNamed(element, 'response_label');
      const [fib] = allNamed(element, 'render_fib');
      const [picture] = allNamed(element, 'render_hotspot', 'render_slider');
      if (picture) throw new Unreadable(`its answer is drawn as ${picture.name}, which is not supported`);
      const isText = element.name !== 'response_lid';
      if (!isText && labels.length > MAX_CHOICES) throw new Unreadable(`it has more than ${MAX_CHOICES} choices`);
      const isNumber =
        element.name === 'response_num' ||
        /^(?:decimal|integer|scientific)$/i.test(fib?.attributes.fibtype ?? '') ||
        /numeric/i.test(type);
      return { element, id: ident, kind: isText ? 'text' : 'choice', cardinality: rcardinality.toLowerCase(), labels, isNumber };
    },
  );
}

function readAnswers(parts: Parts): Answered {
  const { asked, type } = parts;
  const [only] = asked;
  if (!only) {
    if (type !== '' && !/text_only|description|material/i.test(type)) throw new Unreadable('it has no place for an answer');
    return { answers: { type: 'description', points: 0 } };
  }
  const isSeveral = asked.length > 1;
  if (/essay/i.test(type)) return readEssay(parts);
  if (/fill_in_multiple_blanks|multiple_dropdowns/i.test(type)) return readBlanks(parts);
  if (/matching/i.test(type)) return readMatching(parts);
  if (!isSeveral && only.kind === 'text') return parts.processing.hasScores ? readTyped(parts, only) : readEssay(parts);
  if (isSeveral && asked.every(({ kind }) => kind === 'text')) return readFields(parts);
  if (isSeveral && asked.every(({ kind, cardinality }) => kind === 'choice' && cardinality === 'single'))
    return readMatching(parts);
  if (isSeveral) throw new Unreadable('it has answers of several kinds, which is not supported');
  return only.cardinality === 'ordered' ? readOrdered(parts, only) : readChoices(parts, only);
}

const idOf = ({ attributes }: XmlElement): string => attributes.ident ?? '';
const one = (id: string, response: Response): Responses => new Map([[id, response]]);

function labelText({ text }: Parts, label: XmlElement) {
  const { text: source, html } = text.rich(materialHtml(label, text.context));
  return { text: source, html };
}

function readChoices(parts: Parts, asked: Asked): Answered {
  const { processing, feedback, item } = parts;
  const ids = asked.labels.map(idOf);
  if (ids.length === 0) throw new Unreadable('it has no choices');
  if (new Set(ids).size < ids.length) throw new Unreadable('two of its choices have the same identifier');
  const isSingle = asked.cardinality !== 'multiple';
  const response = (picked: readonly number[]): Response =>
    picked.length === 0 ? null : isSingle ? (ids[picked[0] ?? 0] ?? null) : picked.map((index) => ids[index] ?? '');
  const score = (picked: readonly number[]) => processing.score(one(asked.id, response(picked)));
  const right = rightSelection(item, asked.id, ids);
  const fitted = isSingle
    ? fitSingleChoice(ids.length, (picked) => score([picked]), score([]))
    : fitMultipleChoice(ids.length, score, right, 0);
  const { general, each } = feedback.apart(
    ids.map((_, index) => one(asked.id, response([index]))),
    isSingle || !right ? [] : [one(asked.id, response(right))],
  );
  const choices = asked.labels.map((label, index) => ({
    id: `c${index + 1}`,
    ...labelText(parts, label),
    weight: fitted.weights[index] ?? 0,
    ...each[index],
  }));
  const answer = isSingle && /true_?\/?false|either/i.test(parts.type.replaceAll(' ', '_')) ? truthOf(choices) : undefined;
  if (answer) return { answers: { ...answer, points: fitted.points, ...general } };
  const shuffle = allNamed(asked.element, 'render_choice')[0]?.attributes.shuffle;
  return {
    answers: {
      type: isSingle ? 'single_choice' : 'multiple_choice',
      points: fitted.points,
      choices,
      ...(fitted.scoring ? { scoring: fitted.scoring } : {}),
      ...(isFalse(shuffle) ? { keepOrder: true } : {}),
      ...general,
    } as Answered['answers'],
  };
}

/** The choices of the one condition that earns points, each not denied there. */
function rightSelection(item: XmlElement, respident: string, ids: readonly string[]): number[] | undefined {
  const earning = allNamed(item, 'respcondition').find((condition) =>
    elementsOf(condition, 'setvar').some((setter) => Number(textInside(setter)) > 0 || /max/i.test(textInside(setter))),
  );
  const test = earning && firstOf(earning, 'conditionvar');
  if (!test) return undefined;
  const wanted: string[] = [];
  const walk = (element: XmlElement): void => {
    for (const child of elementsOf(element)) {
      if (child.name === 'varequal' && child.attributes.respident === respident) wanted.push(textInside(child).trim());
      else if (child.name !== 'not') walk(child);
    }
  };
  walk(test);
  return wanted.map((id) => ids.indexOf(id)).filter((index) => index >= 0);
}

/** Two choices called True and False, one wholly right and one wholly wrong, are a true/false question. */
function truthOf(choices: readonly { html: string; weight: number; feedback?: unknown }[]) {
  const words = choices.map(({ html }) =>
    html
      .replace(/<[^<>]*>/g, '')
      .trim()
      .toLowerCase(),
  );
  const [yes, no] = [words.indexOf('true'), words.indexOf('false')];
  const [right, wrong] = [choices.find(({ weight }) => weight === 1), choices.find(({ weight }) => weight === 0)];
  if (choices.length !== 2 || yes < 0 || no < 0 || !right || !wrong) return undefined;
  return {
    type: 'true_false' as const,
    answer: choices[yes] === right,
    ...(right.feedback ? { feedbackWhenRight: right.feedback } : {}),
    ...(wrong.feedback ? { feedbackWhenWrong: wrong.feedback } : {}),
  } as Pick<Extract<Question, { type: 'true_false' }>, 'type' | 'answer'>;
}

function readOrdered(parts: Parts, asked: Asked): Answered {
  const ids = asked.labels.map(idOf);
  const right = rightSelection(parts.item, asked.id, ids) ?? [];
  if (right.length !== ids.length || new Set(right).size < ids.length || ids.length < 2)
    throw new Unreadable('its right order does not have each of its choices once');
  const { points, scoring } = fitOrder(ids.length, (order) =>
    parts.processing.score(one(asked.id, [ORDERED, ...order.map((place) => ids[right[place] ?? 0] ?? '')])),
  );
  const items = right.map((index, place) => {
    const label = asked.labels[index];
    return { id: `i${place + 1}`, ...(label ? labelText(parts, label) : { text: '', html: '' }) };
  });
  return { answers: { type: 'ordering', points, scoring, items } as Answered['answers'] };
}

function readEssay({ asked, feedback, item, text }: Parts): Answered {
  const id = asked[0]?.id ?? '';
  const { general } = feedback.apart([], [one(id, null), one(id, 'text')]);
  const solutions = elementsOf(item, 'itemfeedback').flatMap((one) => allNamed(one, 'solutionmaterial'));
  const info = text.rich(solutions.map((solution) => materialHtml(solution, text.context)).join(''));
  return {
    answers: { type: 'essay', points: 1, ...(info.html === '' ? {} : { graderInfo: info }), ...general } as Answered['answers'],
  };
}

function typedKey({ processing }: Parts, { id, isNumber }: Asked) {
  if (isNumber) {
    const known = processing.numbersKnown(id);
    if (known.length === 0) throw new Unreadable('no number in its scoring says what is right');
    const numbers = numberOptions(known);
    return {
      options: numbers.map(String),
      fit: (weights: readonly number[]) => ({ accepted: fitNumbers(numbers, weights, known) }),
    };
  }
  const options = textOptions(processing.textsKnown(id));
  return { options: options.texts, fit: (weights: readonly number[]) => fitTexts(options, weights) };
}

function readTyped(parts: Parts, asked: Asked): Answered {
  const { processing, feedback } = parts;
  if (processing.score(one(asked.id, null)) > 1e-6) throw new Unreadable('the file gives points for no answer at all');
  const { options, fit } = typedKey(parts, asked);
  const scores = options.map((option) => processing.score(one(asked.id, option)));
  const points = Math.max(0, ...scores);
  if (points <= 1e-9) throw new Unreadable('no answer earns a point in the file, so its key is not known');
  const key = fit(scores.map((score) => Math.max(0, score / points)));
  const example = (accepted: (typeof key.accepted)[number]): string => {
    if ('text' in accepted) return accepted.text.replaceAll('\\*', '*');
    const { match } = accepted;
    return String(match.kind === 'within' ? match.value : match.kind === 'range' ? (match.min + match.max) / 2 : 0);
  };
  const { general, each } = feedback.apart(
    key.accepted.map((accepted) => one(asked.id, example(accepted))),
    [one(asked.id, options[asked.isNumber ? 0 : options.length - 1] ?? '')],
  );
  const accepted = key.accepted.map((answer, index) => ({ ...answer, ...each[index] }));
  return {
    answers: {
      type: asked.isNumber ? 'numerical' : 'short_answer',
      points,
      accepted,
      ...('caseSensitive' in key ? { caseSensitive: key.caseSensitive } : {}),
      ...general,
    } as Answered['answers'],
    replace: (element) => (element === asked.element && isAmongText(parts.item, element) ? '_____' : undefined),
  };
}

/** Does text follow the field? Then its place in it has to show. */
function isAmongText(item: XmlElement, field: XmlElement): boolean {
  const order = allNamed(item, field.name, 'mattext', 'mat_formattedtext');
  const at = order.indexOf(field);
  const presentation = firstOf(item, 'presentation');
  const within = new Set(presentation ? allNamed(presentation, 'mattext', 'mat_formattedtext') : []);
  const own = new Set(allNamed(field, 'mattext', 'mat_formattedtext'));
  return order.slice(at + 1).some((element) => within.has(element) && !own.has(element));
}

/** Several fields to type into, within the text. */
function readFields(parts: Parts): Answered {
  const keys = parts.asked.map((asked) => typedKey(parts, asked));
  const fitted = fitPlaces(
    keys.map(({ options }) => options.length + 1),
    (options) =>
      parts.processing.score(
        responsesFor(
          parts.asked,
          keys.map(({ options: values }) => values),
          options,
        ),
      ),
    keys.map(({ options }) => (options.length > 1 ? 0 : undefined)),
  );
  const gaps = keys.map((key, index): Gap => {
    const id = `g${index + 1}`;
    const made = key.fit((fitted.weights[index] ?? []).slice(0, -1));
    const share = fitted.shares[index] ?? 1;
    return 'caseSensitive' in made
      ? { id, share, kind: 'text', accepted: made.accepted, caseSensitive: made.caseSensitive }
      : { id, share, kind: 'number', accepted: made.accepted };
  });
  const places = new Map(parts.asked.map(({ element }, index) => [element, `<span data-gap="g${index + 1}"></span>`]));
  return { answers: clozeOf(fitted, gaps), replace: (element) => places.get(element) };
}

const clozeOf = ({ points, scoring }: { points: number; scoring: 'sum' | 'all' }, gaps: Gap[]): Answered['answers'] =>
  ({ type: 'cloze', points, gaps, ...(scoring === 'all' && gaps.length > 1 ? { scoring } : {}) }) as Answered['answers'];

function responsesFor(asked: readonly Asked[], values: readonly (readonly string[])[], options: readonly number[]): Responses {
  return new Map(
    asked.flatMap(({ id }, index) => {
      const value = values[index]?.[options[index] ?? 0];
      return value === undefined ? [] : [[id, value] as const];
    }),
  );
}

function placesOf(parts: Parts) {
  const values = parts.asked.map(({ labels }) => labels.map(idOf));
  if (values.some((ids) => ids.length === 0)) throw new Unreadable('one of its answers has nothing to choose from');
  return {
    values,
    fitted: fitPlaces(
      values.map((ids) => ids.length + 1),
      (options) => parts.processing.score(responsesFor(parts.asked, values, options)),
      values.map(() => undefined),
    ),
  };
}

/** Canvas: names in brackets in the text; each a list to choose from, or a field to type one of its labels into. */
function readBlanks(parts: Parts): Answered {
  const isTyped = /fill_in_multiple_blanks/i.test(parts.type);
  const { values, fitted } = placesOf(parts);
  const alone = parts.asked.flatMap(({ id }, index) => (values[index] ?? []).map((value) => one(id, value)));
  const { general, each } = parts.feedback.apart(alone, [new Map()]);
  let at = 0;
  const gaps = parts.asked.map(({ labels }, index): Gap => {
    const [id, share] = [`g${index + 1}`, fitted.shares[index] ?? 1];
    const options = labels.map((label, option) => ({
      ...labelText(parts, label),
      weight: fitted.weights[index]?.[option] ?? 0,
      ...each[at++],
    }));
    if (!isTyped)
      return {
        id,
        share,
        kind: 'choice',
        choices: options.map((option, place) => ({ id: `c${place + 1}`, ...option, weight: bounded(option.weight) })),
      };
    // Canvas scores by the first label and takes every one of them for right.
    const texts = labels.map((label) => materialText(label));
    const distinct = texts.filter(
      (text, place) => texts.findIndex((other) => other.toLowerCase() === text.toLowerCase()) === place && text !== '',
    );
    if (distinct.length === 0) throw new Unreadable('one of its blanks has no answer');
    return {
      id,
      share,
      kind: 'text',
      caseSensitive: false,
      accepted: distinct.map((text) => ({ text: literal(text), weight: 1 })),
    };
  });
  const names = parts.asked.map(({ id, element }) => materialText(element, 1) || id.replace(/^response_/, ''));
  return {
    answers: { ...clozeOf(fitted, gaps), ...general },
    gapNames: new Map(names.map((name, index) => [name, `g${index + 1}`])),
  };
}

const bounded = (weight: number): number => Math.max(-1, Math.round(weight * 1e9) / 1e9);

/** The words of a label or of a response's own material, without markup. */
function materialText(element: XmlElement, depth = 9): string {
  const own = depth === 1 ? elementsOf(element, 'material') : allNamed(element, 'material');
  return own
    .map((material) => textInside(material))
    .join(' ')
    .replace(/<[^<>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

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

function readMatching(parts: Parts): Answered {
  const { fitted } = placesOf(parts);
  if (fitted.scoring === 'sum' && fitted.shares.some((share) => Math.abs(share - (fitted.shares[0] ?? share)) > 0.02 * share))
    throw new Unreadable('its pairs are worth different points, and in a matching question all count the same');
  const texts = new Map<string, { text: string; html: string }>();
  for (const label of parts.asked.flatMap(({ labels }) => labels))
    if (!texts.has(idOf(label))) texts.set(idOf(label), labelText(parts, label));
  const matched = parts.asked.map(({ element, labels }, index): MatchingPair => {
    const right = (fitted.weights[index] ?? []).flatMap((weight, option) => (isSame(weight, 1) ? [option] : []));
    const label = labels[right[0] ?? 0];
    if (right.length !== 1 || !label)
      throw new Unreadable('more than one match of a kind earns points, which a matching question cannot say');
    const stem = parts.text.rich(
      elementsOf(element)
        .filter(({ name }) => /^(?:material|flow_mat|flow)$/.test(name))
        .map((one) => materialHtml({ ...element, children: [one] }, parts.text.context))
        .join(''),
    );
    if (isEmptyText(stem)) throw new Unreadable('one of its stems is empty');
    return { stem: { text: stem.text, html: stem.html }, choice: texts.get(idOf(label)) ?? { text: '', html: '' } };
  });
  const used = new Set(matched.map(({ choice }) => choice));
  const spare = [...texts.values()].filter((choice) => !used.has(choice)).map((choice): MatchingPair => ({ choice }));
  const { general } = parts.feedback.apart(
    [],
    [
      new Map(),
      new Map(
        parts.asked.map(({ id, labels }, index) => [
          id,
          idOf(labels[(fitted.weights[index] ?? []).findIndex((weight) => isSame(weight, 1))] ?? labels[0] ?? parts.item),
        ]),
      ),
    ],
  );
  return {
    answers: {
      type: 'matching',
      points: fitted.points,
      ...toMatchingParts([...matched, ...spare]),
      ...(fitted.scoring === 'all' && matched.length > 1 ? { scoring: 'all' } : {}),
      ...general,
    } as Answered['answers'],
  };
}
