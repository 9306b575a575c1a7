import { getHeapSpaceStatistics } from 'node:v8';
import { expect, it } from 'vitest';
import { keepHeapCalm, ownHeap } from '../../../src/main/app/calm-heap.ts';

const MIB = 1024 * 1024;

/** A heap of a size that is set, a loop as busy as is set, and looks that are taken by hand. */
function heapUnderTest() {
  const state = { size: 60 * MIB, busy: 0.01, collected: 0, look: (): void => {}, isWatched: true };
  const stop = keepHeapCalm({
    heap: { size: () => state.size, collectYoung: () => void state.collected++ },
    busyShare: () => state.busy,
    every: (_ms, work) => {
      state.look = work;
      return () => {
        state.isWatched = false;
      };
    },
  });
  const look = (times: number): void => {
    for (let time = 0; time < times; time++) state.look();
  };
  return { state, look, stop };
}

it('R9 after a burst the young part of the heap is collected once, when the room is calm again and not before', () => {
  const { state, look } = heapUnderTest();
  look(5);
  expect(state.collected).toBe(0);
  Object.assign(state, { size: 130 * MIB, busy: 0.9 });
  look(5);
  expect(state.collected).toBe(0);
  state.busy = 0.02;
  look(5);
  expect(state.collected).toBe(1);
});

it('R9 what the heap keeps after a collection it needs: it is not collected for that again, but for the next burst', () => {
  const { state, look } = heapUnderTest();
  state.size = 100 * MIB;
  look(50);
  expect(state.collected).toBe(1);
  state.size = 140 * MIB;
  look(1);
  expect(state.collected).toBe(2);
});

it('R9 stops with the room', () => {
  const { state, stop } = heapUnderTest();
  stop();
  expect(state.isWatched).toBe(false);
});

it('R9 the heap of a process does throw away what is young, without a flag on its command line', () => {
  const young = () => getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_used_size ?? 0;
  const heap = ownHeap();
  heap.collectYoung();
  const garbage = Array.from({ length: 20_000 }, (_, nr) => ({ nr }));
  expect(garbage).toHaveLength(20_000);
  const before = young();
  heap.collectYoung();
  heap.collectYoung();
  expect(young()).toBeLessThan(before);
  expect('gc' in globalThis).toBe(false);
});
