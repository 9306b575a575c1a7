import type { Question } from '../../../../shared/model/question.ts';
import { MOST } from '../../../../shared/model/question-limits.ts';
import { elementsOf, firstOf, textInside, type XmlElement } from '../../xml/read-xml.ts';
import type { ItemFeedback } from '../item-feedback.ts';
import type { ItemText } from '../item-text.ts';
import { allNamed } from '../qti-names.ts';
import type { Response, Responses } from '../score/score-rule.ts';
import { Unreadable } from '../unreadable.ts';
import type { Processing12 } from './conditions.ts';
import { materialHtml } from './material.ts';

const MAX_CHOICES = MOST.parts;

/** One place for an answer in an item of version 1. */
export interface Asked {
  readonly element: XmlElement;
  readonly id: string;
  readonly kind: 'choice' | 'text';
  readonly cardinality: string;
  readonly labels: readonly XmlElement[];
  readonly isNumber: boolean;
}

export interface Parts {
  readonly item: XmlElement;
  readonly asked: readonly Asked[];
  readonly processing: Processing12;
  readonly text: ItemText;
  readonly feedback: ItemFeedback;
  readonly type: string;
  readonly warn: (message: string) => void;
}

export type Answered = {
  answers: Partial<Question> & { type: Question['type']; points: number };
  replace?: (element: XmlElement) => string | undefined;
  gapNames?: Map<string, string>;
};

const LABELLED = ['qtimetadatafield', 'qti_metadatafield'];
const OTHER_FIELDS = ['bbmd_questiontype', 'bbmd_asi_object_id', 'qmd_itemtype', 'qmd_weighting', 'qmd_absolutescore_max'];
/** Asked for several times for each item, and an item is long. */
const METADATA = new WeakMap<XmlElement, ReadonlyMap<string, string>>();

/** What the makers of a file say of an item: the first word on each subject counts. */
export function metadataOf(item: XmlElement): ReadonlyMap<string, string> {
  const known = METADATA.get(item);
  if (known) return known;
  const fields = new Map<string, string>();
  METADATA.set(item, fields);
  const elements = allNamed(item, ...LABELLED, ...OTHER_FIELDS);
  for (const field of elements.filter(({ name }) => LABELLED.includes(name))) {
    const label = textInside(firstOf(field, 'fieldlabel')).trim().toLowerCase();
    if (!fields.has(label)) fields.set(label, textInside(firstOf(field, 'fieldentry')).trim());
  }
  for (const field of elements) {
    if (OTHER_FIELDS.includes(field.name) && !fields.has(field.name)) fields.set(field.name, textInside(field).trim());
  }
  return fields;
}

/** Where Canvas, cartridges, Blackboard, its Vista, Respondus and Desire2Learn name the type, in this order. */
const TYPE_FIELDS = [
  'question_type',
  'cc_profile',
  'bbmd_questiontype',
  'wct_questiontype',
  'respondusapi_qtype',
  'qmd_itemtype',
  'qmd_questiontype',
];
/** The same for the points. */
const POINT_FIELDS = ['points_possible', 'respondusapi_qpoints', 'cc_weighting', 'qmd_absolutescore_max', 'qmd_weighting'];

/** The points the makers of a file say an item has; nothing if they do not. */
export function pointsSaid(item: XmlElement): number | undefined {
  const fields = metadataOf(item);
  const said = POINT_FIELDS.flatMap((field) => {
    const points = Number(fields.get(field) || Number.NaN);
    // A weighting of nothing is what Blackboard writes beside every question.
    return Number.isFinite(points) && (points > 0 || (points === 0 && field !== 'qmd_weighting')) ? [points] : [];
  });
  return said.find((points) => points > 0) ?? said[0];
}

/** The type a file gives an item, for the report. */
export const typeOfItem12 = (item: XmlElement): string => {
  const fields = metadataOf(item);
  const named = TYPE_FIELDS.map((field) => fields.get(field)).find((one) => one !== undefined && one !== '');
  return (
    named ??
    allNamed(item, 'response_lid', 'response_str', 'response_num', 'response_xy', 'response_grp')[0]?.name ??
    ''
  ).slice(0, 80);
};

export function askedIn(item: XmlElement, type: string): Asked[] {
  const fields = fieldsIn(firstOf(item, 'presentation') ?? item, type);
  return fields.length > 0 ? fields : fieldsNamedInText(item);
}

/** Respondus has no fields, but `[name]` in the text and in the conditions. */
function fieldsNamedInText(item: XmlElement): Asked[] {
  const names = allNamed(item, 'varequal').flatMap(({ attributes: { respident = '' } }) =>
    /^\[[^[\]]+\]$/.test(respident) ? [respident] : [],
  );
  return [...new Set(names)].map((id) => ({
    element: { name: 'response_str', attributes: {}, children: [], line: item.line },
    id,
    kind: 'text',
    cardinality: 'single',
    labels: [],
    isNumber: false,
  }));
}

function fieldsIn(presentation: XmlElement, type: string): Asked[] {
  return allNamed(presentation, 'response_lid', 'response_str', 'response_num', 'response_xy', 'response_grp').map(
    (element): Asked => {
      const { ident = '', rcardinality = 'Single' } = element.attributes;
      const labels = allNamed(element, 'response_label');
      // Vista groups the right sides of each pair, as lists to choose one from.
      const isList = element.name === 'response_grp' && rcardinality.toLowerCase() === 'single' && labels.length > 0;
      if (element.name === 'response_xy' || (element.name === 'response_grp' && !isList))
        throw new Unreadable(`its answer is of the kind ${element.name}, which is not supported`);
      const [fib] = allNamed(element, 'render_fib');
      const [picture] = allNamed(element, 'render_hotspot', 'render_slider');
      if (picture) throw new Unreadable(`its answer is drawn as ${picture.name}, which is not supported`);
      const isText = element.name !== 'response_lid' && !isList;
      if (!isText && labels.length > MAX_CHOICES) throw new Unreadable(`it has more than ${MAX_CHOICES} choices`);
      const isNumber =
        element.name === 'response_num' ||
        /^(?:decimal|integer|scientific)$/i.test(fib?.attributes.fibtype ?? '') ||
        /numeric/i.test(type);
      return { element, id: ident, kind: isText ? 'text' : 'choice', cardinality: rcardinality.toLowerCase(), labels, isNumber };
    },
  );
}

export const idOf = ({ attributes }: XmlElement): string => attributes.ident ?? '';
export const one = (id: string, response: Response): Responses => new Map([[id, response]]);

export function labelText({ text }: Parts, label: XmlElement) {
  const { text: source, html } = text.rich(materialHtml(label, text.context));
  return { text: source, html };
}

/** The choices of the one condition that earns points, each not denied there. */
export function rightSelection(item: XmlElement, respident: string, ids: readonly string[]): number[] | undefined {
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
