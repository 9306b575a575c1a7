import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toIso } from '../../../src/shared/model/time.ts';

it('protocol 3 a moment stands on the wire as the runtime writes it, whatever was written before', () => {
  const moment = fc.oneof(
    fc.date({ noInvalidDate: true }).map((date) => date.getTime()),
    // Of the same few seconds, before and after 1970, and between two milliseconds.
    fc.double({ min: -3_000, max: 3_000, noNaN: true }),
    fc.constantFrom(-8.64e15, 8.64e15, -1, 0, 999, 1_000),
  );
  const isAsWritten = (at: number) => expect(toIso(at)).toBe(new Date(at).toISOString());
  fc.assert(fc.property(fc.array(moment, { minLength: 1, maxLength: 8 }), (all) => all.forEach(isAsWritten)));
});

it('protocol 3 what is no moment is not written', () => {
  const before = toIso(5_000);
  expect(() => toIso(Number.NaN)).toThrow(RangeError);
  expect(() => toIso(8.65e15)).toThrow(RangeError);
  expect(toIso(5_000)).toBe(before);
});
