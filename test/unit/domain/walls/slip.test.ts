import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSlipOf } from '../../../../src/main/domain/walls/fire/slip.ts';
import { formatJoinCode, joinCodeFromBits } from '../../../../src/shared/model/join-code.ts';

const codes = fc.uint8Array({ minLength: 8, maxLength: 8 }).map(joinCodeFromBits);

describe('W2 a slip of the finger', () => {
  it('W2 is the code with up to three characters wrong, missing or too many, however it is written, and its beginning', () => {
    const code = joinCodeFromBits(new Uint8Array(8).fill(77));
    const slips = [
      code,
      formatJoinCode(code).toLowerCase(),
      code.slice(0, 5),
      code.slice(1),
      `${code}9`,
      `ZZZ${code.slice(3)}`,
      '',
      ' - ',
    ];
    for (const slip of slips) expect(isSlipOf(slip, code), slip).toBe(true);
  });

  it('W2 is not the code of another room', () => {
    fc.assert(
      fc.property(codes, codes, (one, other) => {
        const same = [...one].filter((character, index) => character === other[index]).length;
        fc.pre(same < 5 && new Set(one).size > 6 && new Set(other).size > 6);
        return !isSlipOf(one, other);
      }),
    );
  });

  it('W2 takes whatever is typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), codes, (typed, code) => void isSlipOf(typed, code)));
  });
});
