import { elementsOf, textInside, type XmlElement } from '../../xml/read-xml.ts';
import type { Mapping, ResponseDeclaration } from '../declarations.ts';
import { isFalse, isTrue } from '../qti-names.ts';
import { Unreadable } from '../unreadable.ts';
import { areEqual, comparedNumber, float, holds, isYes, numberOf, scalar, single, truth, type Value } from './values.ts';

/** What an expression may look up. */
export interface Scope {
  /** A response or an outcome. Throws `Unreadable` for one nobody declared. */
  readonly variable: (id: string) => Value | undefined;
  readonly response: (id: string) => ResponseDeclaration | undefined;
  readonly initial: (id: string) => Value | undefined;
}

type Operator = (operands: readonly (Value | undefined)[], element: XmlElement, scope: Scope) => Value | undefined;

const notUnderstood = (what: string) => new Unreadable(`its scoring uses ${what}, which is not understood`);

/** Works out one expression of the response processing. Throws `Unreadable` for what is not understood. Source: QTI 2.2, 2.15. */
export function evaluate(element: XmlElement, scope: Scope): Value | undefined {
  const operator = OPERATORS[element.name];
  if (!operator || !Object.hasOwn(OPERATORS, element.name)) throw notUnderstood(element.name);
  if (element.name === 'and' || element.name === 'or') return shortCircuit(element, scope);
  return operator(
    elementsOf(element).map((operand) => evaluate(operand, scope)),
    element,
    scope,
  );
}

function shortCircuit(element: XmlElement, scope: Scope): Value {
  const isAnd = element.name === 'and';
  for (const operand of elementsOf(element)) {
    if (isYes(evaluate(operand, scope)) !== isAnd) return truth(!isAnd);
  }
  return truth(isAnd);
}

const idOf = (element: XmlElement): string => element.attributes.identifier ?? '';

const arithmetic =
  (combine: (numbers: readonly number[]) => number): Operator =>
  (operands) => {
    const numbers = operands.flatMap((operand) => {
      if (operand === undefined) return [undefined];
      return operand.isContainer ? operand.items.map((item) => numberOf({ ...operand, items: [item] })) : [numberOf(operand)];
    });
    const known = numbers.filter((one) => one !== undefined);
    if (known.length < numbers.length) return undefined;
    const result = combine(known);
    return Number.isFinite(result) ? float(result) : undefined;
  };

const comparison =
  (compare: (left: number, right: number) => boolean): Operator =>
  ([left, right]) => {
    if (left?.isRaw && right?.isRaw) throw notUnderstood('one answer of the candidate against another');
    const [one, other] = [comparedNumber(left), comparedNumber(right)];
    return one === undefined || other === undefined ? undefined : truth(compare(one, other));
  };

const container =
  (isOrdered: boolean): Operator =>
  (operands) => {
    const present = operands.filter((operand) => operand !== undefined);
    if (present.length === 0) return undefined;
    return {
      items: present.flatMap(({ items }) => items),
      isContainer: true,
      isOrdered,
      baseType: present[0]?.baseType ?? '',
      isRaw: present.some(({ isRaw }) => isRaw),
    };
  };

const OPERATORS: Record<string, Operator> = {
  baseValue: (_operands, element) => {
    const baseType = element.attributes.baseType ?? 'string';
    return single(scalar(baseType, textInside(element).trim()), baseType);
  },
  variable: (_operands, element, scope) => {
    if (element.attributes.weightIdentifier !== undefined) throw notUnderstood('a weight by name');
    return scope.variable(idOf(element));
  },
  correct: (_operands, element, scope) => {
    const declared = scope.response(idOf(element));
    if (!declared?.correct) throw new Unreadable(`the correct response of ${idOf(element) || 'an interaction'} is missing`);
    return valueOfResponse(declared, declared.correct, false);
  },
  default: (_operands, element, scope) => scope.initial(idOf(element)),
  mapResponse: (_operands, element, scope) => {
    const declared = scope.response(idOf(element));
    if (!declared?.mapping) throw new Unreadable(`the mapping of ${idOf(element) || 'an interaction'} is missing`);
    return float(mapped(declared.mapping, scope.variable(idOf(element)), declared.baseType));
  },
  null: () => undefined,
  and: ([first]) => first,
  or: ([first]) => first,
  not: ([operand]) => (operand === undefined ? undefined : truth(!isYes(operand))),
  isNull: ([operand]) => truth(operand === undefined || operand.items.length === 0 || operand.items[0] === ''),
  match: ([left, right]) => (left && right ? truth(areEqual(left, right)) : undefined),
  stringMatch: ([left, right], { attributes }) => {
    if (isTrue(attributes.substring)) throw notUnderstood('a part of a text');
    if (!left || !right) return undefined;
    if (!isFalse(attributes.caseSensitive)) return truth(areEqual(left, right));
    const folded = (value: Value): Value => ({ ...value, items: value.items.map((item) => String(item).toLowerCase()) });
    return truth(areEqual(folded(left), folded(right)));
  },
  equal: ([left, right], { attributes }) => {
    if (left?.isRaw && right?.isRaw) throw notUnderstood('one answer of the candidate against another');
    const [one, other] = [comparedNumber(left), comparedNumber(right)];
    if (one === undefined || other === undefined) return undefined;
    // The first is the value the borders are drawn around (QTI 2.2, 2.15.2); writers put either first.
    const [value, typed] = left?.isRaw ? [other, one] : [one, other];
    const [low, high] = bordersOfEqual(value, attributes);
    const isIn = (isFalse(attributes.includeLowerBound) ? typed > low : typed >= low) || (low === value && typed === value);
    return truth(
      isIn && ((isFalse(attributes.includeUpperBound) ? typed < high : typed <= high) || (high === value && typed === value)),
    );
  },
  gt: comparison((left, right) => left > right),
  gte: comparison((left, right) => left >= right),
  lt: comparison((left, right) => left < right),
  lte: comparison((left, right) => left <= right),
  member: ([item, inside]) => (item && inside ? truth(holds(inside, item)) : undefined),
  contains: ([outer, inner]) => {
    if (!outer || !inner) return undefined;
    if (outer.isOrdered) throw notUnderstood('a part of an order');
    return truth(inner.items.every((item) => holds(outer, { ...inner, items: [item] })));
  },
  multiple: container(false),
  ordered: container(true),
  containerSize: ([operand]) => float(operand?.items.length ?? 0),
  sum: arithmetic((numbers) => numbers.reduce((sum, one) => sum + one, 0)),
  product: arithmetic((numbers) => numbers.reduce((product, one) => product * one, 1)),
  subtract: arithmetic(([left = 0, right = 0]) => left - right),
  divide: arithmetic(([left = 0, right = 0]) => left / right),
  min: arithmetic((numbers) => Math.min(...numbers)),
  max: arithmetic((numbers) => Math.max(...numbers)),
  round: arithmetic(([value = 0]) => Math.floor(value + 0.5)),
  truncate: arithmetic(([value = 0]) => Math.trunc(value)),
  integerToFloat: arithmetic(([value = 0]) => value),
  integerDivide: arithmetic(([left = 0, right = 0]) => Math.floor(left / right)),
};

/** Where `equal` draws its borders. Throws `Unreadable` for a tolerance that is no number. */
export function bordersOfEqual(value: number, attributes: XmlElement['attributes']): [number, number] {
  const mode = attributes.toleranceMode ?? 'exact';
  if (mode === 'exact') return [value, value];
  const [lower = Number.NaN, upper = lower] = (attributes.tolerance ?? '').trim().split(/\s+/).map(Number);
  if (!(lower >= 0 && upper >= 0)) throw notUnderstood('a tolerance that is no number');
  if (mode === 'absolute') return [clean(value - lower), clean(value + upper)];
  if (mode !== 'relative') throw notUnderstood(`the tolerance ${mode}`);
  const borders = [value * (1 - lower / 100), value * (1 + upper / 100)].sort((left, right) => left - right);
  return [clean(borders[0] ?? value), clean(borders[1] ?? value)];
}

/** Away with the noise of binary fractions: 3.1 - 0.1 is 3. */
const clean = (value: number): number => Number(value.toPrecision(14));

export const valueOfResponse = (declared: ResponseDeclaration, given: readonly string[], isRaw: boolean): Value => ({
  items: given.map((one) => scalar(declared.baseType, one)),
  isContainer: declared.cardinality !== 'single',
  isOrdered: declared.cardinality === 'ordered',
  baseType: declared.baseType,
  isRaw,
});

function mapped({ entries, otherwise, min, max }: Mapping, value: Value | undefined, baseType: string): number {
  if (value === undefined || value.items.length === 0) return 0;
  const isNumber = baseType === 'float' || baseType === 'integer';
  const pair = (text: string) => (baseType === 'pair' ? text.split(' ').sort().join(' ') : text);
  const total = [...new Set(value.items)].reduce<number>((sum, item) => {
    const found = entries.find(({ key, isCaseSensitive }) => {
      if (isNumber) return Number(key) === item;
      const [left, right] = [pair(key), pair(String(item))];
      return left === right || (!isCaseSensitive && left.toLowerCase() === right.toLowerCase());
    });
    return sum + (found?.value ?? otherwise);
  }, 0);
  return Math.min(max ?? Number.POSITIVE_INFINITY, Math.max(min ?? Number.NEGATIVE_INFINITY, total));
}
