import { randomUUID } from 'node:crypto';
import type { Ids } from '../domain/ports.ts';

/** As many as one millisecond can number. */
const MOST_IN_ONE_MS = 4_096;

/**
 * Random UUIDs (version 4), which tell nothing about when or in which order they were made; and ordered ones (version 7):
 * the millisecond, a number within it, then 62 random bits.
 */
export function createIds(now: () => number = Date.now): Ids {
  let ms = 0;
  let made = 0;
  return {
    next: <Id extends string>() => randomUUID() as string as Id,
    nextInOrder: <Id extends string>() => {
      const before = ms;
      // A clock that went back, or more than fit into one millisecond: the last one's time goes on.
      ms = Math.max(ms, now());
      made = ms > before ? 0 : made + 1;
      if (made === MOST_IN_ONE_MS) {
        ms += 1;
        made = 0;
      }
      const time = ms.toString(16).padStart(12, '0');
      return `${time.slice(0, 8)}-${time.slice(8)}-7${made.toString(16).padStart(3, '0')}-${randomUUID().slice(19)}` as Id;
    },
  };
}
