import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainName } from '../../../src/shared/model/plain-name.ts';

describe('security-21 names as they are kept', () => {
  it.each([
    ['Eve \u202Egpj.exe', 'Eve gpj.exe'],
    ['\u2066Ann\u2069', 'Ann'],
    ['A\u200Bn\u00ADn\uFEFF', 'Ann'],
    ['\u001B[31mred\u0007', '[31mred'],
    ['line\r\nbreak\tand \u0085more\u2028', 'line break and more'],
    ['Ame\u0301lie', 'Amélie'],
    ['น้ำใจ กิ่งแก้ว', 'น้ำใจ กิ่งแก้ว'],
    ['می\u200Cخواهم', 'می\u200Cخواهم'],
    ['👩\u200D🎓', '👩\u200D🎓'],
  ])('security-21 ID7 %j is kept as %j', (typed, kept) => expect(plainName(typed)).toBe(kept));

  it('security-21 ID7 a name that was kept is kept as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
        expect(plainName(plainName(text))).toBe(plainName(text));
      }),
      { numRuns: 200 },
    );
  });
});
