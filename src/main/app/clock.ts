import type { Clock } from '../domain/ports.ts';

/** The machine's two clocks; replaceable, so that a test can set one and not the other. */
export interface TimeSources {
  /** Epoch ms as the system believes, may jump. */
  readonly wall: () => number;
  /** Ms since some moment, only ever grows. */
  readonly monotonic: () => number;
}

const SYSTEM: TimeSources = { wall: () => Date.now(), monotonic: () => performance.now() };

/**
 * The room's time: the wall clock read once, here, then carried on by the monotonic clock, so that setting the
 * system clock neither gives nor takes exam time (EX9). While the machine sleeps it may stand still, which gives
 * candidates their time back. Whole milliseconds.
 */
export function createClock({ wall, monotonic }: TimeSources = SYSTEM): Clock {
  const offset = wall() - monotonic();
  return { now: () => Math.floor(offset + monotonic()) };
}
