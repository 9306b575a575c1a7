import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BoundedMemory } from '../../../../src/main/domain/walls/bounded-memory.ts';

describe('W3 memory of sources', () => {
  it('W3 keeps the ones seen last, whatever is seen and forgotten in between', () => {
    const step = fc.record({
      key: fc.integer({ min: 0, max: 12 }),
      does: fc.constantFrom('see', 'see', 'see', 'forget', 'peek'),
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.array(step, { maxLength: 200 }), (most, steps) => {
        const memory = new BoundedMemory<number, { key: number }>(most, (key) => ({ key }));
        let expected: number[] = [];
        for (const { key, does } of steps) {
          if (does === 'peek') memory.peek(key);
          else expected = expected.filter((one) => one !== key);
          if (does === 'forget') memory.forget(key);
          if (does === 'see') {
            expect(memory.of(key).key).toBe(key);
            expected = [...expected, key].slice(-most);
          }
        }
        expect([...memory.entries()].map(([key]) => key)).toEqual(expected);
      }),
    );
  });
});
