import { airWall, createAirState } from './air/air-wall.ts';
import { createEarthState } from './earth/earth-state.ts';
import { earthWall } from './earth/earth-wall.ts';
import { createEtherState, etherWall } from './ether/ether-wall.ts';
import type { Finding } from './finding.ts';
import { createFireState } from './fire/fire-state.ts';
import { fireWall } from './fire/fire-wall.ts';
import type { Signal } from './signal.ts';
import { recallWalls, rememberWalls, type WallMemory } from './wall-memory.ts';
import { createWaterState } from './water/water-state.ts';
import { waterWall } from './water/water-wall.ts';

/** All walls of a room, or of one replay, with what they remember. */
export interface Walls {
  /** Shows the signal to the walls it concerns. Costs microseconds and does nothing else: whoever asks raises what was found. */
  see(signal: Signal): readonly Finding[];
  /** What is worth knowing after a restart: bounded, addresses and devices under the names they are remembered by. Takes milliseconds. */
  remember(now: number): WallMemory;
  /** Goes on from what was remembered before; what is too old by now, or from a time that has not come, is left out. */
  recall(memory: WallMemory, now: number): void;
}

/** Without a new list where only one has something to say. */
const both = (one: readonly Finding[], other: readonly Finding[]): readonly Finding[] =>
  one.length === 0 ? other : other.length === 0 ? one : [...one, ...other];

/** `nameOf`: under which name addresses and devices are remembered; as they are unless told (ID7). */
export function createWalls(nameOf: (text: string) => string = (text) => text): Walls {
  const air = createAirState(nameOf);
  const fire = createFireState(nameOf);
  const water = createWaterState();
  const earth = createEarthState(undefined, nameOf);
  const ether = createEtherState();
  return {
    see: (signal) => {
      switch (signal.kind) {
        case 'request':
          return both(airWall(signal, air), waterWall(signal, water));
        case 'login':
          return both(fireWall(signal, fire), earthWall(signal, earth));
        case 'traffic':
          return waterWall(signal, water);
        case 'operation':
          return earthWall(signal, earth);
        case 'client':
          return etherWall(signal, ether);
      }
    },
    remember: (now) => rememberWalls({ air, fire, water, earth }, now),
    recall: (memory, now) => recallWalls({ air, fire, water, earth }, memory, now),
  };
}
