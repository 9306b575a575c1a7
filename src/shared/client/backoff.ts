import type { RandomPort } from './ports.ts';

const FIRST_CEILING_MS = 1_000;
const CEILING_MS = 30_000;

/**
 * Milliseconds to wait before attempt `attempt` + 1 (counted from 1): doubling from 0.5-1 s to 15-30 s, the upper half
 * of each step at random, so that a class that lost the room together does not come back in one blow (protocol 1).
 */
export function backoffMs(attempt: number, random: RandomPort): number {
  const ceiling = Math.min(CEILING_MS, FIRST_CEILING_MS * 2 ** Math.min(attempt - 1, 16));
  return Math.round(ceiling * (0.5 + random() / 2));
}
