import type { Clock } from '../../domain/ports.ts';

/** Tells somebody who goes on and on from somebody who was hasty once. */
export interface FloodWatch {
  /** One more was refused. Says `true` when that has become a flood, and then begins anew. */
  refused(key: string): boolean;
}

/** Refusals further apart than this do not belong together. */
const PAUSE_MS = 500;
/** Hasty for longer than this is persistent. */
const PERSISTENT_MS = 1_000;
/** So many bursts over the limit are no haste any more, however short they take. */
const BURSTS_AT_ONCE = 20;
const MANY = 10_000;

interface Excess {
  readonly since: number;
  lastAt: number;
  refused: number;
}

/** A flood: for a second on end, a burst's worth or more was refused; or twenty times as much at once. */
export function createFloodWatch(burst: number, clock: Clock): FloodWatch {
  const excesses = new Map<string, Excess>();
  const forgetOld = (now: number): void => {
    for (const [key, { lastAt }] of excesses) if (now - lastAt > PAUSE_MS) excesses.delete(key);
  };
  return {
    refused: (key) => {
      const now = clock.now();
      let excess = excesses.get(key);
      if (!excess || now - excess.lastAt > PAUSE_MS) {
        if (excesses.size >= MANY) forgetOld(now);
        excess = { since: now, lastAt: now, refused: 0 };
        excesses.set(key, excess);
      }
      excess.lastAt = now;
      excess.refused++;
      const isPersistent = now - excess.since >= PERSISTENT_MS && excess.refused >= burst;
      if (!isPersistent && excess.refused < burst * BURSTS_AT_ONCE) return false;
      excesses.delete(key);
      return true;
    },
  };
}
