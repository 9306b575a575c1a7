import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Histogram } from '../../../src/main/domain/monitoring/histogram.ts';

const of = (values: readonly number[]): Histogram => {
  const histogram = new Histogram();
  for (const value of values) histogram.record(value);
  return histogram;
};
const values = fc.array(fc.oneof(fc.nat(20), fc.nat(5_000), fc.integer({ min: 0, max: 2 ** 32 - 1 })), { minLength: 1 });

describe('OP1 a histogram', () => {
  it('OP1 tells a percentile to an eighth of what it is', () => {
    fc.assert(
      fc.property(values, fc.double({ min: 0.01, max: 1, noNaN: true }), (all, share) => {
        const exact = all.toSorted((a, b) => a - b)[Math.max(1, Math.ceil(share * all.length)) - 1] ?? 0;
        const told = of(all).percentile(share);
        expect(Math.abs(told - exact)).toBeLessThanOrEqual(exact / 8 + 0.5);
        expect(told).toBeLessThanOrEqual(Math.max(...all));
      }),
    );
  });

  it('OP1 knows exactly how many were below a power of two, their number, sum and greatest', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 3, max: 31 }), (all, power) => {
        const histogram = of(all);
        expect(histogram.below(2 ** power)).toBe(all.filter((value) => value < 2 ** power).length);
        expect([histogram.count, histogram.sum, histogram.max]).toEqual([
          all.length,
          all.reduce((sum, value) => sum + value, 0),
          Math.max(...all),
        ]);
      }),
    );
  });

  it('OP1 leaves out what was recorded before a copy of it was made, and says 0 of nothing', () => {
    const histogram = of([1_000_000, 1_000_000, 1_000_000]);
    const before = histogram.copy();
    expect(histogram.percentile(0.99, before)).toBe(0);
    histogram.record(3);
    expect(histogram.percentile(0.99, before)).toBe(3);
    expect(before.count).toBe(3);
    expect(new Histogram().percentile(0.5)).toBe(0);
  });

  it('OP1 takes what is no count of anything as the nearest that is', () => {
    const histogram = of([-5, Number.NaN, 0.4, 2 ** 40]);
    expect([histogram.count, histogram.below(8), histogram.max]).toEqual([4, 3, 2 ** 32 - 1]);
  });
});
