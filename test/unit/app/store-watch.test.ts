import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStoreWatch, type Saving } from '../../../src/main/app/store-watch.ts';
import { RoomError } from '../../../src/shared/protocol/errors.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const FULL = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function start(inAlerts: Error = new TypeError('a bug'), waits?: Promise<void>) {
  const told: Saving[] = [];
  let isFull = true;
  let bug: Error | undefined;
  let raised = 0;
  const watch = createStoreWatch({
    run: async () => {
      await waits;
      if (bug) throw bug;
      if (isFull) throw FULL;
      raised++;
    },
    tellStaff: (saving) => void told.push(saving),
    clock: createFakeClock(),
    logger: { error: () => {}, info: () => {} } as never,
  });
  const makeSpace = () => {
    isFull = false;
  };
  const breakAlerts = () => {
    bug = inAlerts;
  };
  return { watch, told, makeSpace, breakAlerts, raised: () => raised };
}

describe('R11 whether the store can be written', () => {
  it('R11 staff are told at once, now and then while it lasts, and once when it is over', async () => {
    const { watch, told, makeSpace, raised } = start();
    expect(watch.isWritable()).toBe(true);
    for (let times = 0; times < 50; times++) watch.failed(FULL);
    expect([told, watch.isWritable()]).toEqual([['cannot_save'], false]);
    await vi.advanceTimersByTimeAsync(61_000);
    expect(told).toEqual(['cannot_save', 'cannot_save', 'cannot_save']);
    makeSpace();
    await vi.advanceTimersByTimeAsync(10_000);
    expect([told.at(-1), told.length, raised(), watch.isWritable()]).toEqual(['saves_again', 4, 1, true]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('R11 a refusal and a bug are no fault of the store', () => {
    const { watch, told } = start();
    watch.failed(new RoomError('invalid_input', 'No.'));
    watch.failed(new TypeError('a bug'));
    for (const code of ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_ERROR', 'SQLITE_TOOBIG', 'SQLITE_MISMATCH'])
      watch.failed(Object.assign(new Error('taken, malformed JSON, too long a text'), { code }));
    expect([told, watch.isWritable(), vi.getTimerCount()]).toEqual([[], true, 0]);
  });

  it('R11 a bug in telling it does not keep the room from its chores', async () => {
    const { watch, breakAlerts } = start();
    watch.failed(FULL);
    breakAlerts();
    await vi.advanceTimersByTimeAsync(1_000);
    expect([watch.isWritable(), vi.getTimerCount()]).toEqual([true, 0]);
  });

  it('R11 nor does one the store tells of, which would come again for ever', async () => {
    const { watch, told, breakAlerts } = start(Object.assign(new Error('malformed JSON'), { code: 'SQLITE_ERROR' }));
    watch.failed(FULL);
    breakAlerts();
    await vi.advanceTimersByTimeAsync(1_000);
    expect([told, watch.isWritable()]).toEqual([['cannot_save', 'saves_again'], true]);
  });

  it('R11 tries that wait for another program that has the store tell once that it is over', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { watch, makeSpace, raised } = start(undefined, promise);
    watch.failed(FULL);
    await vi.advanceTimersByTimeAsync(5_000);
    makeSpace();
    resolve();
    await vi.advanceTimersByTimeAsync(5_000);
    expect([raised(), watch.isWritable()]).toEqual([1, true]);
  });

  it('R21 a room that stops tries no more', () => {
    const { watch } = start();
    watch.failed(FULL);
    watch.stop();
    expect(vi.getTimerCount()).toBe(0);
  });
});
