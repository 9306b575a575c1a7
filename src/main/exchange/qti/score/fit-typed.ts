import type { AcceptedNumber } from '../../../../shared/model/question.ts';
import { MOST } from '../../../../shared/model/question-limits.ts';
import { Unreadable } from '../unreadable.ts';

/** Texts that stand for all that can be typed: each the file knows, in three spellings, one it cannot know, and nothing. */
export interface TextOptions {
  readonly texts: readonly string[];
  /** For each place of `texts`: which of the known it spells, or nothing for the unknown one. */
  readonly knownAt: readonly (number | undefined)[];
}

const UNKNOWN = '\u{10FFFD}no such answer';
const MAX_TEXTS = MOST.parts;

export function textOptions(known: readonly string[]): TextOptions {
  const distinct = [...new Set(known.map((text) => text.trim()))].filter((text) => text !== '');
  if (distinct.length > MAX_TEXTS) throw new Unreadable(`it has more than ${MAX_TEXTS} answers`);
  const texts: string[] = [];
  const knownAt: (number | undefined)[] = [];
  for (const [index, text] of distinct.entries()) {
    for (const spelling of new Set([text, text.toLowerCase(), text.toUpperCase(), mixed(text)])) {
      texts.push(spelling);
      knownAt.push(index);
    }
  }
  return { texts: [...texts, UNKNOWN], knownAt: [...knownAt, undefined] };
}

const mixed = (text: string): string =>
  [...text].map((letter, place) => (place % 2 === 0 ? letter.toUpperCase() : letter.toLowerCase())).join('');

export interface FittedTexts {
  readonly accepted: { text: string; weight: number }[];
  readonly caseSensitive: boolean;
}

/** Accepted texts from the weight of each option. Throws `Unreadable` where some heed capitals and some do not. */
export function fitTexts({ texts, knownAt }: TextOptions, weights: readonly number[]): FittedTexts {
  if ((weights[texts.length - 1] ?? 0) > 1e-6) throw new Unreadable('it gives points for any answer');
  const byText = new Map<string, number>();
  for (const [index, text] of texts.entries()) {
    if (knownAt[index] !== undefined && (weights[index] ?? 0) > 1e-9)
      byText.set(text, Math.max(byText.get(text) ?? 0, weights[index] ?? 0));
  }
  const folded = new Map<string, number>();
  for (const [text, weight] of byText) folded.set(text.toLowerCase(), Math.max(folded.get(text.toLowerCase()) ?? 0, weight));
  const isFolded = texts.every(
    (text, index) =>
      knownAt[index] === undefined || Math.abs((folded.get(text.toLowerCase()) ?? 0) - Math.max(0, weights[index] ?? 0)) < 1e-6,
  );
  const originals = texts.filter((_, index) => knownAt[index] !== undefined && knownAt[index] !== knownAt[index - 1]);
  if (isFolded) {
    const seen = new Set<string>();
    const accepted = originals.flatMap((text) => {
      const weight = folded.get(text.toLowerCase());
      if (weight === undefined || seen.has(text.toLowerCase())) return [];
      seen.add(text.toLowerCase());
      return [{ text: literal(text), weight }];
    });
    return { accepted: demand(accepted), caseSensitive: false };
  }
  const known = new Set(originals);
  if ([...byText.keys()].some((text) => !known.has(text)))
    throw new Unreadable('some of its answers heed capitals and some do not');
  return { accepted: demand([...byText].map(([text, weight]) => ({ text: literal(text), weight }))), caseSensitive: true };
}

/** `*` stands for anything in an accepted text; the file means the star itself. */
export const literal = (text: string): string => text.replaceAll('*', '\\*');

function demand<T>(accepted: T[]): T[] {
  if (accepted.length === 0) throw new Unreadable('no answer earns a point in the file, so its key is not known');
  return accepted;
}

/** Numbers that stand for all there are: each border the file knows, one between each two, one beyond each end. */
export function numberOptions(borders: readonly number[]): number[] {
  const sorted = [...new Set(borders.filter(Number.isFinite))].sort((left, right) => left - right);
  if (sorted.length > MAX_TEXTS) throw new Unreadable(`it has more than ${MAX_TEXTS} numbers`);
  const [first = 0] = sorted;
  const last = sorted.at(-1) ?? 0;
  const beyond = (value: number) => Math.max(1, Math.abs(value));
  return [
    first - beyond(first),
    ...sorted.flatMap((value, index) => [value, ((sorted[index + 1] ?? value + beyond(last)) + value) / 2]),
  ];
}

/** Inside this share of a border the grader sees no difference: a border that does not count is moved by a little more. */
const NUDGE = 4e-12;

/** Accepted numbers from the weight of each option of `numberOptions`; `known` may be the middle of a range. */
export function fitNumbers(options: readonly number[], weights: readonly number[], known: readonly number[]): AcceptedNumber[] {
  if (Math.max(weights[0] ?? 0, weights.at(-1) ?? 0) > 1e-6) throw new Unreadable('it gives points for numbers without a bound');
  const at = (place: number): number => options[place] ?? 0;
  return demand(
    runsOf(weights).map(({ start, end, weight }) => {
      // Odd places are borders, even ones lie between two: a run from or to a place between has no border of its own there.
      const min = start % 2 === 1 ? at(start) : nudged(at(start - 1), at(end + 1), 1);
      const max = end % 2 === 1 ? at(end) : nudged(at(end + 1), at(start - 1), -1);
      return { match: matchOf(min, max, known), weight };
    }),
  );
}

/** Neighbours of one weight above nothing, together. */
function runsOf(weights: readonly number[]): { start: number; end: number; weight: number }[] {
  const runs: { start: number; end: number; weight: number }[] = [];
  for (const [place, weight] of weights.entries()) {
    const last = runs.at(-1);
    if (last && last.end === place - 1 && Math.abs(last.weight - weight) < 1e-6) last.end = place;
    else if (weight > 1e-9) runs.push({ start: place, end: place, weight });
  }
  return runs;
}

const nudged = (border: number, other: number, direction: 1 | -1): number =>
  border + direction * NUDGE * Math.max(Math.abs(border), Math.abs(other));

function matchOf(min: number, max: number, known: readonly number[]): AcceptedNumber['match'] {
  if (min === max) return { kind: 'within', value: min, tolerance: 0 };
  const middle = known.find((value) => Math.abs(max - value - (value - min)) < 1e-12 * Math.max(Math.abs(min), Math.abs(max)));
  if (middle !== undefined) return { kind: 'within', value: middle, tolerance: Number((max - middle).toPrecision(12)) };
  return { kind: 'range', min, max };
}
