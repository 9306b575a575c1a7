import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costOf, createTokenBuckets } from '../../../src/main/transport/guards/token-bucket.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

describe('protocol 1 rate of client events', () => {
  it('protocol 1 lets the burst pass at once and the sustained rate for ever', () => {
    const clock = createFakeClock();
    const rate = createTokenBuckets({ perSecond: 20, burst: 100 }, clock);
    const passed = (tries: number) => Array.from({ length: tries }, () => rate.take('a')).filter(Boolean).length;
    expect(passed(150)).toBe(100);
    clock.advance(1_000);
    expect(passed(150)).toBe(20);
  });

  it('protocol 1 one user never uses up what belongs to another', () => {
    const rate = createTokenBuckets({ perSecond: 1, burst: 5 }, createFakeClock());
    while (rate.take('flooder'));
    expect(rate.take('neighbour')).toBe(true);
  });

  it('protocol 1 over any time no more passes than burst and rate allow', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 200 }), (waits) => {
        const clock = createFakeClock();
        const rate = createTokenBuckets({ perSecond: 20, burst: 100 }, clock);
        let passed = 0;
        let elapsed = 0;
        for (const wait of waits) {
          clock.advance(wait);
          elapsed += wait;
          for (let tries = 0; tries < 20; tries++) if (rate.take('a')) passed++;
        }
        expect(passed).toBeLessThanOrEqual(100 + (elapsed * 20) / 1000 + 1);
      }),
    );
  });

  it('protocol 1 a batch costs by its length', () => {
    expect([costOf({ events: new Array(200) }), costOf({ events: [] }), costOf({ id: 'x' }), costOf(undefined)]).toEqual([
      20, 1, 1, 1,
    ]);
  });
});
