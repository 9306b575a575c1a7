import type { ClientClock } from './ports.ts';

/**
 * Below the room's limit (20/s sustained, 100 at once, per candidate; protocol 1), heartbeats and a second page included:
 * a fast typist must never look like a flood.
 */
const PER_SECOND = 14;
const AT_ONCE = 60;

export interface Pace {
  /** Takes the right to send one message: 0 and it may go now, or the ms after which to ask again. */
  take(): number;
}

export function createPace(clock: ClientClock): Pace {
  let left = AT_ONCE;
  let at = clock.monotonic();
  return {
    take() {
      const now = clock.monotonic();
      left = Math.min(AT_ONCE, left + ((now - at) * PER_SECOND) / 1_000);
      at = now;
      if (left < 1) return Math.ceil(((1 - left) * 1_000) / PER_SECOND);
      left -= 1;
      return 0;
    },
  };
}
