import type { Clock } from '../../src/main/domain/ports.ts';

export interface FakeClock extends Clock {
  /** Moves time on; never back, as the real one never does. */
  advance(ms: number): void;
}

/** A clock that stands still until told; starts on an exam morning, 2026-11-20T08:00:00Z. */
export function createFakeClock(startMs = Date.UTC(2026, 10, 20, 8)): FakeClock {
  let now = startMs;
  return {
    now: () => now,
    advance(ms) {
      if (!(ms >= 0)) throw new Error(`A clock cannot go back (${ms} ms).`);
      now += ms;
    },
  };
}
