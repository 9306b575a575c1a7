import { expect, it } from 'vitest';
import { createSlices } from '../../../src/main/transport/guards/slices.ts';

/** Turns of the loop that are taken by hand. */
function turnsByHand() {
  const due: (() => void)[] = [];
  return {
    nextTurn: (work: () => void) => void due.push(work),
    take: () => due.splice(0).forEach((work) => void work()),
    get left() {
      return due.length;
    },
  };
}

it('protocol 1 what comes at once is done some at a time, in the order it came, and nothing is lost', () => {
  const turns = turnsByHand();
  const inSlices = createSlices(3, turns.nextTurn);
  const done: number[] = [];
  for (let nr = 0; nr < 8; nr++) inSlices(() => done.push(nr));
  expect(done).toEqual([0, 1, 2]);
  turns.take();
  expect(done).toEqual([0, 1, 2, 3, 4, 5]);
  inSlices(() => done.push(8));
  expect(done).toHaveLength(6);
  turns.take();
  turns.take();
  expect(done).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  turns.take();
  expect(turns.left).toBe(0);
});

it('protocol 1 what comes now and then is done at once', () => {
  const turns = turnsByHand();
  const inSlices = createSlices(2, turns.nextTurn);
  let done = 0;
  for (let turn = 1; turn <= 5; turn++) {
    inSlices(() => done++);
    expect(done).toBe(turn);
    turns.take();
  }
});

it('protocol 1 work that fails takes nothing with it', () => {
  const turns = turnsByHand();
  const inSlices = createSlices(2, turns.nextTurn);
  const done: string[] = [];
  inSlices(() => done.push('first'));
  inSlices(() => done.push('second'));
  inSlices(() => {
    throw new Error('it failed');
  });
  inSlices(() => done.push('last'));
  expect(turns.take).toThrow('it failed');
  turns.take();
  expect(done).toEqual(['first', 'second', 'last']);
});
