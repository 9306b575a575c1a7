import type { Gap } from '../../../../shared/model/question.ts';
import { elementsOf, firstOf, textInside, type XmlElement } from '../../xml/read-xml.ts';
import { allNamed } from '../qti-names.ts';
import { fitPlaces } from '../score/fit-places.ts';
import { literal } from '../score/fit-typed.ts';
import type { Responses } from '../score/score-rule.ts';
import { Unreadable } from '../unreadable.ts';
import { type Answered, type Asked, idOf, labelText, one, type Parts, rightSelection } from './item-parts-12.ts';
import { typedKey } from './read-typed-12.ts';

/** Several fields to type into, within the text. */
export function readFields(parts: Parts): Answered {
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
    parts.asked.map(({ isNumber }) => (isNumber ? 1 : 0)),
  );
  const gaps = keys.map((key, index): Gap => {
    const id = `g${index + 1}`;
    const made = key.fit((fitted.weights[index] ?? []).slice(0, -1));
    const share = fitted.shares[index] ?? 1;
    return 'caseSensitive' in made
      ? { id, share, kind: 'text', accepted: made.accepted, caseSensitive: made.caseSensitive }
      : { id, share, kind: 'number', accepted: made.accepted };
  });
  // Blackboard names the fields in its text and lists them below; Respondus does not even list them.
  const text = materialText(firstOf(parts.item, 'presentation') ?? parts.item);
  const names = parts.asked.map(({ id }) => id.replace(/^\[(.*)\]$/, '$1'));
  if (names.every((name) => name !== '' && text.includes(`[${name}]`)))
    return { answers: clozeOf(fitted, gaps), gapNames: new Map(names.map((name, index) => [name, `g${index + 1}`])) };
  const places = new Map(parts.asked.map(({ element }, index) => [element, `<span data-gap="g${index + 1}"></span>`]));
  return { answers: clozeOf(fitted, gaps), replace: (element) => places.get(element) };
}

export const clozeOf = ({ points, scoring }: { points: number; scoring: 'sum' | 'all' }, gaps: Gap[]): Answered['answers'] => ({
  type: 'cloze',
  points,
  gaps,
  ...(scoring === 'all' && gaps.length > 1 ? { scoring } : {}),
});

export function responsesFor(
  asked: readonly Asked[],
  values: readonly (readonly string[])[],
  options: readonly number[],
): Responses {
  return new Map(
    asked.flatMap(({ id }, index) => {
      const value = values[index]?.[options[index] ?? 0];
      return value === undefined ? [] : [[id, value] as const];
    }),
  );
}

export function placesOf(parts: Parts) {
  const values = parts.asked.map(({ labels }) => labels.map(idOf));
  if (values.some((ids) => ids.length === 0)) throw new Unreadable('one of its answers has nothing to choose from');
  return {
    values,
    fitted: fitPlaces(
      values.map((ids) => ids.length + 1),
      (options) => parts.processing.score(responsesFor(parts.asked, values, options)),
      parts.asked.map(({ id }, index) => rightSelection(parts.item, id, values[index] ?? [])?.[0]),
    ),
  };
}

/** Canvas: names in brackets in the text; each a list to choose from, or a field to type one of its labels into. */
export function readBlanks(parts: Parts): Answered {
  const { values, fitted } = placesOf(parts);
  const alone = parts.asked.flatMap(({ id }, index) => (values[index] ?? []).map((value) => one(id, value)));
  const best = parts.asked.map((_, index) => (fitted.weights[index] ?? []).findIndex((weight) => weight > 1 - 1e-6));
  const { general, each } = parts.feedback.apart(alone, [new Map(), responsesFor(parts.asked, values, best)]);
  let at = 0;
  const gaps = parts.asked.map(({ labels }, index): Gap => {
    const [id, share] = [`g${index + 1}`, fitted.shares[index] ?? 1];
    const options = labels.map((label, option) => ({
      ...labelText(parts, label),
      weight: fitted.weights[index]?.[option] ?? 0,
      ...each[at++],
    }));
    if (!isTyped(parts, labels))
      return {
        id,
        share,
        kind: 'choice',
        choices: options.map((option, place) => ({ id: `c${place + 1}`, ...option, weight: bounded(option.weight) })),
      };
    const contains = new Set(
      labels
        .filter(({ attributes }) => /^textcontainsanswer$/i.test(attributes.scoring_algorithm ?? ''))
        .map((label) => materialText(label)),
    );
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
      accepted: distinct.map((text) => ({ text: contains.has(text) ? `*${literal(text)}*` : literal(text), weight: 1 })),
    };
  });
  // The new quizzes of Canvas have an identifier in the text and an example of an answer where the name was.
  const text = materialText(firstOf(parts.item, 'presentation') ?? parts.item);
  const names = parts.asked.map(({ id, element }) => {
    const name = id.replace(/^response_/, '');
    return text.includes(`[${name}]`) ? name : materialText(element, 1) || name;
  });
  return {
    answers: { ...clozeOf(fitted, gaps), ...general },
    gapNames: new Map(names.map((name, index) => [name, `g${index + 1}`])),
  };
}

/** How the new quizzes of Canvas compare what is typed, where that is not letter by letter. */
const LOOSELY: Readonly<Record<string, string>> = {
  textcloseenough: 'small slips in typing',
  textregex: 'texts of a pattern (a regular expression)',
};

/** Is the blank typed into? In the new quizzes of Canvas each blank says so itself. Throws where typing is judged loosely. */
function isTyped({ type }: Parts, labels: readonly XmlElement[]): boolean {
  const [kind] = labels.map(({ attributes }) => attributes.answer_type);
  if (kind === 'dropdown' || kind === 'wordbank') return false;
  for (const { attributes } of labels) {
    const loosely = LOOSELY[(attributes.scoring_algorithm ?? '').toLowerCase()];
    if (loosely !== undefined) throw new Unreadable(`one of its blanks takes ${loosely}, which is not supported`);
  }
  return /fill_in_multiple_blanks/i.test(type);
}

export const bounded = (weight: number): number => Math.max(-1, Math.round(weight * 1e9) / 1e9);

/** The words of a label or of a response's own material, without markup. */
export function materialText(element: XmlElement, depth = 9): string {
  const own = depth === 1 ? elementsOf(element, 'material') : allNamed(element, 'material');
  return own
    .map((material) => textInside(material))
    .join(' ')
    .replace(/<[^<>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
