import { BoundedMemory } from '../bounded-memory.ts';
import { type Episode, newEpisode } from './episode.ts';
import { MOST_ACCOUNTS, MOST_SOURCES } from './limits.ts';
import type { NameOf } from './login.ts';
import type { Try } from './tries.ts';

/** What is remembered of an address, or of a device at a door a whole hall goes through. */
export interface Source {
  readonly tries: Try[];
  readonly episode: Episode;
}

/** What is remembered of an address at a door a whole hall goes through: a number, whoever tried. */
export interface Hall {
  level: number;
  readonly episode: Episode;
}

/** What is remembered of an account. */
export interface Account {
  /** Wrong tries, wherever they came from. */
  readonly tries: Try[];
  readonly episode: Episode;
  /** Where it was right before: devices by their own name, networks. The latest last. */
  readonly devices: string[];
  readonly networks: string[];
  lastRight: { readonly at: number; readonly ip: string; readonly network: string; readonly door: string } | undefined;
}

/** What the Fire Wall remembers; each part bounded, whatever comes. */
export interface FireState {
  readonly nameOf: NameOf;
  readonly sources: BoundedMemory<string, Source>;
  readonly halls: BoundedMemory<string, Hall>;
  readonly accounts: BoundedMemory<string, Account>;
  /** Who wants in to an exam that is over. */
  readonly late: BoundedMemory<string, Episode>;
}

export const createFireState = (nameOf: NameOf = (text) => text): FireState => ({
  nameOf,
  sources: new BoundedMemory(MOST_SOURCES, () => ({ tries: [], episode: newEpisode() })),
  halls: new BoundedMemory(MOST_SOURCES, () => ({ level: 0, episode: newEpisode() })),
  accounts: new BoundedMemory(MOST_ACCOUNTS, () => ({
    tries: [],
    episode: newEpisode(),
    devices: [],
    networks: [],
    lastRight: undefined,
  })),
  late: new BoundedMemory(MOST_ACCOUNTS, newEpisode),
});
