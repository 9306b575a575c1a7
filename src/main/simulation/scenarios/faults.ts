import { z } from 'zod';
import { Spans } from './span.ts';

/** What a line can carry: delay of each piece on its way, and how much goes through. Nothing said: as it is. */
export const LinkProfile = z.strictObject({
  delayMs: z.number().min(0).max(10_000).optional(),
  kbitPerSecond: z.number().min(1).max(10_000_000).optional(),
});
export type LinkProfile = z.infer<typeof LinkProfile>;

/** The ways a network fails. */
export const FAULTS = {
  /** Every connection is destroyed in the middle of a frame; new ones work. */
  cut: z.strictObject({ do: z.literal('cut') }),
  /** Half open: nothing comes through and nobody is told. */
  stall: z.strictObject({ do: z.literal('stall'), for: Spans }),
  /** The room is not there: connections are reset, new ones refused. */
  gone: z.strictObject({ do: z.literal('gone'), for: Spans }),
  /** A worse line for a while. */
  slow: z.strictObject({ do: z.literal('slow'), for: Spans, ...LinkProfile.shape }),
} as const;

/** When, and how often (one number, or two to draw between). */
export const OCCURRENCE = {
  at: Spans,
  times: z.union([z.int().min(1).max(50), z.tuple([z.int().min(0).max(50), z.int().min(1).max(50)])], {
    error: 'expected how often: a whole number from 1 to 50, or two to draw between',
  }),
} as const;

const TIMED = { at: OCCURRENCE.at, times: OCCURRENCE.times.optional() };

/** A fault with its time. */
export const TimedFault = z.discriminatedUnion('do', [
  FAULTS.cut.extend(TIMED),
  FAULTS.stall.extend(TIMED),
  FAULTS.gone.extend(TIMED),
  FAULTS.slow.extend(TIMED),
]);
export type TimedFault = z.infer<typeof TimedFault>;
