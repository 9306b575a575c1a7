import { z } from 'zod';
import { heaviest, isFresh, Name, Time } from '../remembered.ts';
import type { Bucket } from './leaky-bucket.ts';
import type { ProbingMemory } from './probing.ts';

/** So many sources are kept over a restart, those that came nearest to being told of first. */
export const MOST_REMEMBERED = 200;
/** The slowest bucket is empty after so long. */
const FORGOTTEN_MS = 10 * 60_000;
const MOST_RULES = 16;
const MOST_SEEN = 200;

const StoredBucket = z.strictObject({
  level: z.number().min(0).max(1_000),
  at: Time,
  seen: z.array(z.int().min(0).max(0xffffffff)).max(MOST_SEEN),
});

/** What the Air Wall keeps over a restart: how full the buckets of those are who try doors. Its signs need no memory. */
export const AirMemory = z.strictObject({
  sources: z
    .array(z.strictObject({ name: Name, buckets: z.array(StoredBucket.nullable()).max(MOST_RULES) }))
    .max(MOST_REMEMBERED),
});
export type AirMemory = z.infer<typeof AirMemory>;

const stored = ({ level, at, seen }: Bucket): z.infer<typeof StoredBucket> => ({ level, at, seen: [...seen].slice(-MOST_SEEN) });

export function rememberProbing(sources: ProbingMemory, now: number): AirMemory {
  const worth: { readonly name: string; readonly buckets: readonly (Bucket | undefined)[]; readonly fullest: number }[] = [];
  for (const [name, buckets] of sources.entries()) {
    let fullest = 0;
    for (const bucket of buckets) if (bucket && isFresh(bucket.at, now, FORGOTTEN_MS)) fullest = Math.max(fullest, bucket.level);
    if (fullest > 0) worth.push({ name, buckets, fullest });
  }
  // Chosen first and only then written down: there may be thousands, and the room waits meanwhile.
  return {
    sources: heaviest(worth, MOST_REMEMBERED, ({ fullest }) => fullest).map(({ name, buckets }) => ({
      name,
      buckets: Array.from(buckets, (bucket) => (bucket && isFresh(bucket.at, now, FORGOTTEN_MS) ? stored(bucket) : null)),
    })),
  };
}

export function recallProbing(sources: ProbingMemory, memory: AirMemory, now: number): void {
  for (const { name, buckets } of memory.sources) {
    const known = sources.of(name);
    for (const [index, bucket] of buckets.entries())
      if (bucket && isFresh(bucket.at, now, FORGOTTEN_MS)) known[index] = { ...bucket, seen: new Set(bucket.seen) };
  }
}
