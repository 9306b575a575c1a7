import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Topics } from '../../../src/main/transport/topics.ts';

const topic = fc.constantFrom('a', 'b', 'c', '*');
const step = fc.record({
  does: fc.constantFrom('subscribe', 'unsubscribe'),
  topics: fc.array(topic, { minLength: 1, maxLength: 3 }),
});

describe('NT1 topics of a raw socket', () => {
  it('NT1 what was subscribed to last is wanted, what was unsubscribed from last is not', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), fc.constantFrom('subscribe', 'unsubscribe'), topic, (steps, does, named) => {
        const topics = new Topics();
        for (const one of steps) topics[one.does as 'subscribe'](one.topics);
        topics[does as 'subscribe']([named]);
        const isWanted = does === 'subscribe';
        if (named === '*') for (const type of ['a', 'b', 'other']) expect(topics.wants(type)).toBe(isWanted);
        else expect(topics.wants(named)).toBe(isWanted);
      }),
    );
  });

  it('NT1 everything is wanted at first, and only so many topics are kept', () => {
    const topics = new Topics();
    expect(topics.wants('anything')).toBe(true);
    const many = Array.from({ length: 101 }, (_, n) => `t${n}`);
    expect([topics.unsubscribe(many), topics.subscribe(many)]).toEqual([false, false]);
    expect(topics.wants('t1')).toBe(true);
    expect(topics.subscribe(many.slice(0, 100))).toBe(true);
    expect([topics.subscribe(['t0']), topics.subscribe(['t100']), topics.wants('t100')]).toEqual([true, false, false]);
  });
});
