import { expect, it } from 'vitest';
import { nextToMark } from '../../../src/renderer/console/features/results/next-to-mark.ts';

const mark = { points: 1, comment: '', revision: 1, markedAt: '2026-11-20T08:00:00.000Z', markedBy: 'Petra' } as never;
/** `x` is marked, `.` is not. */
const list = (marks: string) => [...marks].map((one) => (one === 'x' ? { mark } : {}));

it.each([
  ['x..', 0, 1],
  ['xx.', 0, 2],
  ['.xx', 2, 0],
  ['.x.', 0, 2],
  // The one that was just saved does not know it yet: it is no next one of itself.
  ['x.x', 1, undefined],
  ['xxx', 0, undefined],
  ['', 0, undefined],
  ['x.', -1, 1],
  ['..', -1, 0],
  ['xx', -1, undefined],
])('EX7 in %s after place %i the keyboard goes to %s', (marks, from, next) => {
  expect(nextToMark(list(marks), from)).toBe(next);
});
