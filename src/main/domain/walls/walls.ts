import { airWall, createAirState } from './air/air-wall.ts';
import type { Finding } from './finding.ts';
import { createFireState } from './fire/fire-state.ts';
import { fireWall } from './fire/fire-wall.ts';
import type { Signal } from './signal.ts';

/** All walls of a room, or of one replay, with what they remember. */
export interface Walls {
  /** Shows the signal to the walls it concerns. Costs microseconds and does nothing else: whoever asks raises what was found. */
  see(signal: Signal): readonly Finding[];
}

const NOTHING: readonly Finding[] = [];

export function createWalls(): Walls {
  const air = createAirState();
  const fire = createFireState();
  return {
    see: (signal) => {
      switch (signal.kind) {
        case 'request':
          return airWall(signal, air);
        case 'login':
          return fireWall(signal, fire);
        case 'traffic':
        case 'operation':
        case 'client':
          return NOTHING;
      }
    },
  };
}
