import type { Clock } from '../../domain/ports.ts';

/** How fast one user's events may come; `burst` at once, `perSecond` for ever. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** Counts per key, all transports of a user together (protocol 1, Limits). */
export interface RateGuard {
  /** May one more pass? */
  take(key: string): boolean;
  forget(key: string): void;
}

export function createTokenBuckets(rate: Rate, clock: Clock): RateGuard {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    take: (key) => {
      const now = clock.now();
      const bucket = buckets.get(key) ?? { tokens: rate.burst, at: now };
      const tokens = Math.min(rate.burst, bucket.tokens + (Math.max(0, now - bucket.at) * rate.perSecond) / 1000);
      const passes = tokens >= 1;
      buckets.set(key, { tokens: passes ? tokens - 1 : tokens, at: now });
      return passes;
    },
    forget: (key) => void buckets.delete(key),
  };
}
