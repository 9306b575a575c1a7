import { elementsOf, firstOf, textInside, type XmlElement } from '../../xml/read-xml.ts';
import { allNamed } from '../qti-names.ts';

/** How an answer to a response is compared. */
export type Comparing = 'id' | 'text' | 'number';

/** What the conditions of one item of version 1 are about. */
export interface Question12 {
  readonly comparing: ReadonlyMap<string, Comparing>;
  /** Other names under which its conditions ask for a response. */
  readonly aliases: ReadonlyMap<string, string>;
  readonly isBlackboard: boolean;
}

export const isByBlackboard = (item: XmlElement): boolean => allNamed(item, 'bbmd_questiontype').length > 0;

export const respondentOf = ({ respident = '' }: Readonly<Record<string, string | undefined>>, { aliases }: Question12): string =>
  aliases.get(respident) ?? respident;

/** Desire2Learn asks for the label inside a field where the standard asks for the field. */
export function aliasesIn(item: XmlElement, comparing: ReadonlyMap<string, Comparing>): Map<string, string> {
  const aliases = new Map<string, string>();
  for (const field of allNamed(item, 'response_str', 'response_num')) {
    for (const { attributes } of allNamed(field, 'response_label')) {
      if (attributes.ident && !comparing.has(attributes.ident)) aliases.set(attributes.ident, field.attributes.ident ?? '');
    }
  }
  return aliases;
}

/**
 * The tests of a condition. Blackboard writes the bounds of a number and, beside them, the number itself, which they hold:
 * taken at its word the tolerance would be none.
 */
export function testsOf(test: XmlElement, { comparing, isBlackboard }: Question12): XmlElement[] {
  const tests = elementsOf(test);
  if (!isBlackboard) return tests;
  const askedBy = (name: string) =>
    new Set(tests.filter((one) => one.name === name).map(({ attributes }) => attributes.respident ?? ''));
  const [least, most] = [askedBy('vargte'), askedBy('varlte')];
  return tests.filter(({ name, attributes: { respident = '' } }) => {
    const isBounded = comparing.get(respident) === 'number' && least.has(respident) && most.has(respident);
    return !(name === 'varequal' && isBounded);
  });
}

/**
 * The choice a condition of Blackboard is about, where it asks for the choice by its own name and not for the response:
 * such conditions say what is shown to whoever picks it. Their points are those of a partial credit that is not switched on.
 */
export function aboutOwnChoice(test: XmlElement | undefined, { comparing, isBlackboard }: Question12): string | undefined {
  const [only, ...more] = test ? elementsOf(test) : [];
  if (!isBlackboard || only?.name !== 'varequal' || more.length > 0 || textInside(only).trim() !== '') return undefined;
  const id = only.attributes.respident;
  return id === undefined || comparing.has(id) ? undefined : id;
}

export const NO_CREDITS: ReadonlyMap<XmlElement, number> = new Map();

/**
 * What Blackboard leaves unsaid: in blanks, numbers and matchings the condition of a right answer sets no points and only
 * shows the feedback "correct". One response: that is all the points; several: each its part of them.
 */
export function creditsByFeedback(
  conditions: readonly XmlElement[],
  setters: readonly XmlElement[],
  most: number | undefined,
): ReadonlyMap<XmlElement, number> {
  const isEarning = (setter: XmlElement) => Number(textInside(setter)) > 0 || /max/i.test(textInside(setter));
  if (setters.some(isEarning)) return NO_CREDITS;
  const right = conditions.filter(
    (condition) =>
      elementsOf(condition, 'setvar').length === 0 &&
      elementsOf(condition, 'displayfeedback').some(({ attributes }) => attributes.linkrefid === 'correct'),
  );
  const asked = new Set(
    right.flatMap((condition) =>
      elementsOf(firstOf(condition, 'conditionvar') ?? condition).map(({ attributes }) => attributes.respident),
    ),
  );
  return new Map(right.map((condition) => [condition, (most ?? 1) / Math.max(1, asked.size)]));
}
