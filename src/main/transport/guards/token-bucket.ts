import type { Clock } from '../../domain/ports.ts';

/** How fast one user's events may come; `burst` at once, `perSecond` for ever. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** Counts per key, all transports of a user together (protocol 1, Limits). */
export interface RateGuard {
  /** May it pass? Something that costs more than is left passes once and is paid off before the next may. */
  take(key: string, cost?: number): boolean;
  /** How long until something would pass (ms); 0 when it would now. */
  waitMs(key: string): number;
}

const MANY = 10_000;

/** Events sent together cost less than one by one, so that what gathered without a connection can be handed in. */
const EVENTS_PER_TOKEN = 10;

/** How much of a user's rate a command takes. */
export const costOf = (input: unknown): number => {
  const events = (input as { events?: unknown } | null | undefined)?.events;
  return Array.isArray(events) ? Math.max(1, Math.ceil(events.length / EVENTS_PER_TOKEN)) : 1;
};

export function createTokenBuckets(rate: Rate, clock: Clock): RateGuard {
  const buckets = new Map<string, { tokens: number; at: number }>();
  /** A bucket as full as it can be says nothing: forgotten once there are many. */
  const forgetFull = (now: number): void => {
    for (const [key, { tokens, at }] of buckets) {
      if (tokens + ((now - at) * rate.perSecond) / 1000 >= rate.burst) buckets.delete(key);
    }
  };
  return {
    waitMs: (key) => {
      const bucket = buckets.get(key);
      if (!bucket) return 0;
      const missing = 1 - bucket.tokens;
      return Math.max(0, bucket.at + (missing * 1_000) / rate.perSecond - clock.now());
    },
    take: (key, cost = 1) => {
      const now = clock.now();
      const bucket = buckets.get(key) ?? { tokens: rate.burst, at: now };
      const tokens = Math.min(rate.burst, bucket.tokens + (Math.max(0, now - bucket.at) * rate.perSecond) / 1000);
      const passes = tokens >= 1;
      if (buckets.size >= MANY) forgetFull(now);
      buckets.set(key, { tokens: passes ? tokens - cost : tokens, at: now });
      return passes;
    },
  };
}
