import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { airWall, createAirState } from '../../src/main/domain/walls/air/air-wall.ts';
import { headerVariants, plainVariants, type Variant, variants } from './support/attack-variants.ts';
import { HONEST_SENTENCES, honestTexts, sentBy } from './support/honest-texts.ts';

/** Of each kind of attack so many must be found; of what is honest nothing may be. */
const LEAST = 0.95;

const isFound = ({ signal }: Variant): boolean => airWall(signal, createAirState()).length > 0;

/** Kinds of which too few are found, with what was missed of them. */
function tooFew(all: readonly Variant[]): string[] {
  return [...Map.groupBy(all, ({ payloads }) => payloads.category)].flatMap(([category, own]) => {
    const missed = own.filter((one) => !isFound(one));
    if (missed.length <= own.length * (1 - LEAST)) return [];
    const named = missed.slice(0, 5).map(({ text, disguise, carrier }) => `${text} (${disguise}, ${carrier})`);
    return [`${category}: ${missed.length} of ${own.length} missed: ${named.join('; ')}`];
  });
}

describe('W1 attacks nobody has listed, and texts that only look like them', () => {
  it('W1 finds every kind of attack over every way it may come', () => {
    expect(tooFew(plainVariants())).toEqual([]);
    expect(tooFew(headerVariants())).toEqual([]);
  });

  it('W1 finds them encoded once and twice, in other letters, with comments, tabs and lines for spaces', () => {
    expect(tooFew(fc.sample(variants, { numRuns: 3_000, seed: 20_261_120 }))).toEqual([]);
  });

  it('W1 leaves prose, maths, chemistry, logs, JSON, paths and other languages in peace, in every kind of form', () => {
    const texts = [...HONEST_SENTENCES, ...fc.sample(honestTexts, { numRuns: 600, seed: 20_261_120 })];
    const reported = texts.flatMap((text) =>
      sentBy(text).flatMap((signal) =>
        airWall(signal, createAirState()).map(({ type, reasons }) => `${text}: ${type}: ${reasons.join('; ')}`),
      ),
    );
    expect(reported).toEqual([]);
  });
});
