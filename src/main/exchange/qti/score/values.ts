import { Unreadable } from '../unreadable.ts';

/** A value while the file's rules are worked out; nothing is `undefined`. */
export interface Value {
  readonly items: readonly (string | number | boolean)[];
  readonly isContainer: boolean;
  readonly isOrdered: boolean;
  readonly baseType: string;
  /** As the candidate gave it: only to be compared with what the file knows, for all other sums our options do not stand for. */
  readonly isRaw: boolean;
}

/** One value as its base type reads it; throws `Unreadable` where a number is none. */
export function scalar(baseType: string, written: string): string | number | boolean {
  if (baseType === 'float' || baseType === 'integer' || baseType === 'duration') {
    const value = written.trim() === '' ? Number.NaN : Number(written);
    if (!Number.isFinite(value)) throw new Unreadable(`"${written.slice(0, 40)}" in its rules is no number`);
    return value;
  }
  return baseType === 'boolean' ? /^(?:true|1)$/i.test(written.trim()) : written;
}

export const single = (item: string | number | boolean, baseType: string, isRaw = false): Value => ({
  items: [item],
  isContainer: false,
  isOrdered: false,
  baseType,
  isRaw,
});
export const truth = (is: boolean): Value => single(is, 'boolean');
export const float = (value: number): Value => single(value, 'float');

/** For computing with: undefined for nothing, `Unreadable` for what a candidate typed or is no number. */
export function numberOf(value: Value | undefined): number | undefined {
  if (value === undefined || value.items.length === 0) return undefined;
  if (value.isRaw) throw new Unreadable('its scoring computes with what the candidate typed');
  return comparedNumber(value);
}

/** For comparing only, where an answer as typed is allowed. */
export function comparedNumber(value: Value | undefined): number | undefined {
  const [item] = value?.items ?? [];
  if (item === undefined) return undefined;
  if (typeof item !== 'number') throw new Unreadable('its scoring computes with what is no number');
  return item;
}

export const isYes = (value: Value | undefined): boolean => value?.items[0] === true;

const pairKey = (item: string | number | boolean, baseType: string): string => {
  const text = String(item);
  return baseType === 'pair' ? text.split(' ').sort().join(' ') : text;
};

/** Same values; in order where they have one. */
export function areEqual(left: Value, right: Value): boolean {
  if (left.isRaw && right.isRaw) throw new Unreadable('its scoring compares one answer of the candidate with another');
  if (left.items.length !== right.items.length) return false;
  const baseType = left.baseType === 'pair' || right.baseType === 'pair' ? 'pair' : left.baseType;
  const keys = ({ items }: Value) => items.map((item) => pairKey(item, baseType));
  const [ours, theirs] = [keys(left), keys(right)];
  if (!left.isOrdered && !right.isOrdered) {
    ours.sort();
    theirs.sort();
  }
  return ours.every((key, index) => key === theirs[index]);
}

export const holds = (container: Value, item: Value): boolean => {
  if (container.isRaw && item.isRaw) throw new Unreadable('its scoring compares one answer of the candidate with another');
  const key = pairKey(item.items[0] ?? '', container.baseType);
  return container.items.some((one) => pairKey(one, container.baseType) === key);
};
