import { airWall, createAirState } from './air-wall.ts';
import { createEtherState, etherWall } from './ether-wall.ts';
import type { Finding } from './finding.ts';
import type { Signal } from './signal.ts';

/** All walls of a room, or of one replay, with what they remember. */
export interface Walls {
  /** Shows the signal to the walls it concerns. Costs microseconds and does nothing else: whoever asks raises what was found. */
  see(signal: Signal): readonly Finding[];
}

const NOTHING: readonly Finding[] = [];

export function createWalls(): Walls {
  const air = createAirState();
  const ether = createEtherState();
  return {
    see: (signal) => {
      switch (signal.kind) {
        case 'request':
          return airWall(signal, air);
        case 'client':
          return etherWall(signal, ether);
        case 'login':
        case 'traffic':
        case 'operation':
          return NOTHING;
      }
    },
  };
}
