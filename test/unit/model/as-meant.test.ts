import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asMeant } from '../../../src/shared/model/as-meant.ts';

describe('ID7 what people mean by a name or a number', () => {
  it.each([
    ['123', '１２３'],
    ['  Somchai\t', 'sOMCHAI'],
    ['Ame\u0301lie', 'AMÉLIE'],
    ['\u0130stanbul', 'i\u0307stanbul'],
  ])('ID7 %j and %j are one', (one, other) => expect(asMeant(one)).toBe(asMeant(other)));

  it('ID7 folding what was folded changes nothing', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void expect(asMeant(asMeant(text))).toBe(asMeant(text))));
  });
});
