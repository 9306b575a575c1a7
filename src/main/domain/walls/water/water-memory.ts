import { z } from 'zod';
import { ENOUGH_SAMPLES } from './baseline.ts';
import { MOST_USUAL } from './limits.ts';
import type { WaterState } from './water-state.ts';

/**
 * What the Water Wall keeps over a restart: what is usual. How full its buckets are is over in seconds, and everybody connects
 * anew.
 */
export const WaterMemory = z.strictObject({
  usual: z.number().min(0).max(MOST_USUAL),
  samples: z.int().min(0).max(ENOUGH_SAMPLES),
});
export type WaterMemory = z.infer<typeof WaterMemory>;

/** Enough samples are enough: the number of them says nothing more. */
export const rememberWater = ({ usual: { usual, samples } }: WaterState): WaterMemory => ({
  usual: Math.min(MOST_USUAL, Math.round(usual * 10) / 10),
  samples: Math.min(samples, ENOUGH_SAMPLES),
});

export function recallWater(state: WaterState, memory: WaterMemory): void {
  Object.assign(state.usual, memory);
}
