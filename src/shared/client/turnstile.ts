import { backoffMs } from './backoff.ts';
import { createPace } from './pacing.ts';
import type { ClientClock, RandomPort } from './ports.ts';

/** Lets messages through one at a time: at the pace the room allows, and not at all while it asks for patience. */
export interface Turnstile {
  /** Takes the right to send one message now. If the answer is no, `onOpen` is called when it is worth asking again. */
  pass(): boolean;
  /** Does the room ask for patience? If so, `onOpen` is called when it is worth asking again. */
  isShut(): boolean;
  /** Calls `onOpen` in so many ms at the latest. */
  openIn(ms: number): void;
  /** The room said that it cannot take anything now: longer and longer pauses until it takes something. */
  shut(): void;
  worked(): void;
  /** Forgets what `openIn` promised. */
  stop(): void;
}

export function createTurnstile(clock: ClientClock, random: RandomPort, onOpen: () => void): Turnstile {
  const pace = createPace(clock);
  let shutUntil = Number.NEGATIVE_INFINITY;
  let timesShut = 0;
  let cancelTimer = () => {};
  let opensAt = Number.POSITIVE_INFINITY;

  function openIn(ms: number): void {
    const at = clock.monotonic() + ms;
    if (at >= opensAt) return;
    cancelTimer();
    opensAt = at;
    cancelTimer = clock.after(ms, () => {
      opensAt = Number.POSITIVE_INFINITY;
      onOpen();
    });
  }

  return {
    pass() {
      const wait = pace.take();
      if (wait > 0) openIn(wait);
      return wait === 0;
    },
    isShut() {
      const wait = shutUntil - clock.monotonic();
      if (wait > 0) openIn(wait);
      return wait > 0;
    },
    openIn,
    shut() {
      timesShut += 1;
      shutUntil = clock.monotonic() + backoffMs(timesShut, random);
    },
    worked() {
      timesShut = 0;
    },
    stop() {
      cancelTimer();
      opensAt = Number.POSITIVE_INFINITY;
    },
  };
}
