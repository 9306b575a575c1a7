import { describe, expect, it } from 'vitest';
import { createTurns } from '../../../src/main/app/turns.ts';

/** Work that ends when told, and keeps count of how much of it runs. */
function workshop(atOnce: number, mostWaiting: number) {
  const inTurn = createTurns({ atOnce, mostWaiting, refusal: () => new Error('full') });
  const state = { running: 0, most: 0, begun: [] as number[] };
  const ends: ((error?: Error) => void)[] = [];
  const begin = (name: number, who?: string) =>
    inTurn(
      () =>
        new Promise<number>((resolve, reject) => {
          state.begun.push(name);
          state.most = Math.max(state.most, ++state.running);
          ends.push((error) => {
            state.running -= 1;
            if (error) reject(error);
            else resolve(name);
          });
        }),
      who,
    );
  return { state, ends, begin };
}
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('turns', () => {
  it('ID1 runs no more than allowed at once, the others in the order they came', async () => {
    const { state, ends, begin } = workshop(4, 100);
    const all = Promise.all(Array.from({ length: 20 }, (_, name) => begin(name)));
    await settle();
    expect(state.begun).toEqual([0, 1, 2, 3]);
    while (ends.length > 0) {
      ends.shift()?.();
      await settle();
    }
    expect(await all).toEqual(Array.from({ length: 20 }, (_, name) => name));
    expect(state).toEqual({ running: 0, most: 4, begun: Array.from({ length: 20 }, (_, name) => name) });
  });

  it('ID1 work that fails gives its place back', async () => {
    const { ends, begin } = workshop(1, 100);
    const [failing, next] = [begin(1), begin(2)];
    await settle();
    ends.shift()?.(new Error('no'));
    await expect(failing).rejects.toThrow('no');
    await settle();
    ends.shift()?.();
    expect(await next).toBe(2);
  });

  it('ID1 refuses when the queue is full, and takes more when it is not', async () => {
    const { ends, begin } = workshop(1, 2);
    const kept = [begin(1), begin(2), begin(3)];
    await expect(begin(4)).rejects.toThrow('full');
    await settle();
    ends.shift()?.();
    await settle();
    kept.push(begin(5));
    while (ends.length > 0) {
      ends.shift()?.();
      await settle();
    }
    expect(await Promise.all(kept)).toEqual([1, 2, 3, 5]);
  });

  it('ID1 whoever asks for a thousand things waits behind themselves, and nobody else does', async () => {
    const { state, ends, begin } = workshop(1, 4);
    const flood = Array.from({ length: 5 }, (_, name) => begin(name, 'one'));
    const outcomes = Promise.allSettled(flood);
    await settle();
    const other = begin(10, 'another');
    await expect(begin(5, 'one'), 'the longest queue gets no longer').rejects.toThrow('full');
    while (ends.length > 0) {
      ends.shift()?.();
      await settle();
    }
    expect(await other).toBe(10);
    // The one that runs, the first of the longer queue, whose turn it was, then the other, and the rest.
    expect(state.begun).toEqual([0, 1, 10, 2, 3]);
    expect((await outcomes).map(({ status }) => status === 'fulfilled')).toEqual([true, true, true, true, false]);
  });
});
