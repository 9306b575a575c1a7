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

const OTHER_FIELDS = ['bbmd_questiontype', 'qmd_itemtype', 'qmd_weighting', 'qmd_absolutescore_max'];
/** Asked for several times for each item, and an item is long. */
const METADATA = new WeakMap<XmlElement, ReadonlyMap<string, string>>();

/** What the makers of a file say of an item: the first word on each subject counts. */
export function metadataOf(item: XmlElement): ReadonlyMap<string, string> {
  const known = METADATA.get(item);
  if (known) return known;
  const fields = new Map<string, string>();
  METADATA.set(item, fields);
  const elements = allNamed(item, 'qtimetadatafield', ...OTHER_FIELDS);
  for (const field of elements.filter(({ name }) => name === 'qtimetadatafield')) {
    const label = textInside(firstOf(field, 'fieldlabel')).trim().toLowerCase();
    if (!fields.has(label)) fields.set(label, textInside(firstOf(field, 'fieldentry')).trim());
  }
  for (const field of elements) {
    if (OTHER_FIELDS.includes(field.name) && !fields.has(field.name)) fields.set(field.name, textInside(field).trim());
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

export function askedIn(presentation: XmlElement, type: string): Asked[] {
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
