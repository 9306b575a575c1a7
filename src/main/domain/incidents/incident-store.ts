import type { Burst } from '../walls/ether/burst.ts';

/**
 * What correlation remembers, by sitting and type of event. Stored events tell it again, so it is written behind; after a
 * crash it goes on exactly where it was (ADR 5).
 */
export interface BurstRepo {
  /** Undefined when nothing is remembered. */
  get(key: string): Burst | undefined;
  put(key: string, burst: Burst): void;
}
