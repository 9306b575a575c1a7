import fc from 'fast-check';
import { expect, it } from 'vitest';
import { movedBy, movedTo, orderShown } from '../../../src/renderer/exam/features/player/orders.ts';

const items = ['a', 'b', 'c'].map((id) => ({ id }));

it('EX5 the mixed order is shown until the candidate has one, and only a whole order is one', () => {
  expect(orderShown(items, [])).toEqual({ order: ['a', 'b', 'c'], isChosen: false });
  expect(orderShown(items, ['c', 'a', 'b'])).toEqual({ order: ['c', 'a', 'b'], isChosen: true });
  for (const odd of [
    ['c', 'a'],
    ['c', 'a', 'a'],
    ['c', 'a', 'x'],
    ['a', 'b', 'c', 'd'],
  ])
    expect(orderShown(items, odd), odd.join()).toEqual({ order: ['a', 'b', 'c'], isChosen: false });
});

it('EX5 moving one thing keeps all others in their order, and stops at both ends', () => {
  const order = ['a', 'b', 'c', 'd'];
  expect(movedBy(order, 'c', -1)).toEqual(['a', 'c', 'b', 'd']);
  expect(movedBy(order, 'a', 1)).toEqual(['b', 'a', 'c', 'd']);
  expect(movedBy(order, 'a', -1)).toBe(order);
  expect(movedBy(order, 'd', 1)).toBe(order);
  expect(movedTo(order, 'gone', 1)).toBe(order);
  fc.assert(
    fc.property(fc.constantFrom(...order), fc.integer({ min: -3, max: 9 }), (id, place) => {
      const moved = movedTo(order, id, place);
      expect(moved.indexOf(id)).toBe(Math.max(0, Math.min(3, place)));
      expect(moved.filter((other) => other !== id)).toEqual(order.filter((other) => other !== id));
    }),
  );
});
