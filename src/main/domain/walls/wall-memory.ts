import { z } from 'zod';
import type { AirState } from './air/air-wall.ts';
import { AirMemory, recallProbing, rememberProbing } from './air/probing-memory.ts';
import { EarthMemory, recallEarth, rememberEarth } from './earth/earth-memory.ts';
import type { EarthState } from './earth/earth-state.ts';
import { FireMemory, recallFire, rememberFire } from './fire/fire-memory.ts';
import type { FireState } from './fire/fire-state.ts';
import { recallWater, rememberWater, WaterMemory } from './water/water-memory.ts';
import type { WaterState } from './water/water-state.ts';

/** Raised whenever older memories would be misread; they are then set aside. */
const VERSION = 1;

/**
 * What the walls keep over a restart, each no more than matters then; the Ether Wall's stands with the events. Nothing in it is of a
 * person: ids, keyed pseudonyms, counts and times.
 */
export const WallMemory = z.strictObject({
  version: z.literal(VERSION),
  air: AirMemory,
  fire: FireMemory,
  water: WaterMemory,
  earth: EarthMemory,
});
export type WallMemory = z.infer<typeof WallMemory>;

export interface WallStates {
  readonly air: AirState;
  readonly fire: FireState;
  readonly water: WaterState;
  readonly earth: EarthState;
}

export const rememberWalls = ({ air, fire, water, earth }: WallStates, now: number): WallMemory => ({
  version: VERSION,
  air: rememberProbing(air.sources, now),
  fire: rememberFire(fire, now),
  water: rememberWater(water),
  earth: rememberEarth(earth, now),
});

export function recallWalls(states: WallStates, memory: WallMemory, now: number): void {
  recallProbing(states.air.sources, memory.air, now);
  recallFire(states.fire, memory.fire, now);
  recallWater(states.water, memory.water);
  recallEarth(states.earth, memory.earth, now);
}
