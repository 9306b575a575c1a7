import type { Hit } from './hit.ts';
import type { Part } from './parameters.ts';
import { readingsOf } from './readings.ts';
import { type AttackType, type Sign, THRESHOLD } from './sign.ts';
import { signsAt } from './signs/all-signs.ts';
import { unbase64, undoAll } from './undo-encoding.ts';

/** Ids and the shortest words, which nearly all honest texts are. */
const NOTHING = /^(?:[\da-f]{8}-[\da-f-]{27}|[A-Za-z]?|true|false|\d{1,9})$/;

/** What an address of data holds. */
const IN_ADDRESS = /;base64,([A-Za-z0-9+/]{12,4000}={0,2})/;

const hasOne = (text: string, letters: string): boolean => {
  for (const letter of letters) if (text.includes(letter)) return true;
  return false;
};

function lookIn(part: Part, signs: readonly Sign[], hits: Hit[]): void {
  const readings = readingsOf(part.text);
  for (const sign of signs) {
    const text = readings.of(sign.reading);
    if (sign.needs !== undefined && !hasOne(text, sign.needs)) continue;
    const found = sign.pattern.exec(text);
    if (found && (!sign.holds || sign.holds(text))) hits.push({ ...pick(sign), part, piece: wholeWord(text, found) });
  }
}

/** The piece with the end of the word it stops in, so that a person sees what it was. */
const wholeWord = (text: string, { 0: piece, index }: RegExpExecArray): string =>
  piece + (/^[\w./-]{0,24}/.exec(text.slice(index + piece.length, index + piece.length + 24))?.[0] ?? '');

const pick = ({ type, weight, says }: Sign): Pick<Sign, 'type' | 'weight' | 'says'> => ({ type, weight, says });

/** Every sign in one text. A value in base64 is looked at as what it is as well. */
export function findSigns(part: Part): readonly Hit[] {
  if (NOTHING.test(part.text)) return [];
  const hits: Hit[] = [];
  const signs = signsAt(part.place);
  lookIn(part, signs, hits);
  if (hits.length === 0 && part.text.length >= 12) {
    const text = undoAll(part.text);
    const hidden = unbase64(text) ?? unbase64(IN_ADDRESS.exec(text)?.[1] ?? '');
    if (hidden !== undefined) lookIn({ ...part, text: hidden }, signsAt('value'), hits);
  }
  return hits;
}

export interface Judgement {
  readonly type: AttackType;
  readonly score: number;
  /** 0.5 at the threshold, towards 1 with every further sign. */
  readonly confidence: number;
  /** Those of the type first, the heaviest first. */
  readonly hits: readonly Hit[];
}

/** What the signs of one request come to: undefined below the threshold. Two places that say the same are two signs. */
export function judge(hits: readonly Hit[]): Judgement | undefined {
  const scores = new Map<AttackType, number>();
  let score = 0;
  for (const { type, weight } of hits) {
    score += weight;
    scores.set(type, (scores.get(type) ?? 0) + weight);
  }
  if (score < THRESHOLD) return undefined;
  // What is merely no good HTTP names a request only when nothing says what it was for.
  const meant = [...scores].filter(([type]) => type !== 'malformed_request');
  const [type] = (meant.length > 0 ? meant : [...scores]).reduce((most, one) => (one[1] > most[1] ? one : most));
  const sorted = [...hits].sort(
    (one, other) => Number(other.type === type) - Number(one.type === type) || other.weight - one.weight,
  );
  return { type, score, confidence: Math.min(0.99, 1 - 0.5 * (THRESHOLD / score)), hits: sorted };
}
