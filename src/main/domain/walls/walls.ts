import { airWall, createAirState } from './air/air-wall.ts';
import { createEarthState } from './earth/earth-state.ts';
import { earthWall } from './earth/earth-wall.ts';
import { createEtherState, etherWall } from './ether/ether-wall.ts';
import type { Finding } from './finding.ts';
import { createFireState } from './fire/fire-state.ts';
import { fireWall } from './fire/fire-wall.ts';
import type { Signal } from './signal.ts';
import { createWaterState } from './water/water-state.ts';
import { waterWall } from './water/water-wall.ts';

/** All walls of a room, or of one replay, with what they remember. */
export interface Walls {
  /** Shows the signal to the walls it concerns. Costs microseconds and does nothing else: whoever asks raises what was found. */
  see(signal: Signal): readonly Finding[];
}

/** Without a new list where only one has something to say. */
const both = (one: readonly Finding[], other: readonly Finding[]): readonly Finding[] =>
  one.length === 0 ? other : other.length === 0 ? one : [...one, ...other];

export function createWalls(): Walls {
  const air = createAirState();
  const fire = createFireState();
  const water = createWaterState();
  const earth = createEarthState();
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
  };
}
