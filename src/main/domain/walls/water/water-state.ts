import { BoundedMemory } from '../bounded-memory.ts';
import { type Baseline, newBaseline } from './baseline.ts';
import { type Lately, newLately } from './lately.ts';
import { type Level, newLevel } from './level.ts';
import { WATER_MEMORY, type WaterMemory } from './limits.ts';

/** When something was told of last, by what it is. */
export type Told = Map<string, number>;

/** What is remembered of an address, or of all addresses together. */
export interface Source {
  readonly lately: Lately;
  readonly fruitless: Level;
  readonly requests: Level;
  readonly connections: Level;
  readonly stalled: Level;
  /** Accounts that are signed in from there. */
  people: number;
  /** When accounts there connected over and over, the latest last, each once. */
  readonly churning: { readonly user: string; readonly at: number }[];
  readonly told: Told;
}

/** What is remembered of an account. */
export interface Account {
  /** Where it was signed in last. */
  address: string | undefined;
  readonly arrivals: Level;
  readonly unread: Level;
  /** Messages in the window that began at `since`. */
  messages: number;
  since: number;
  /** Windows in a row far above what is usual. */
  above: number;
  readonly told: Told;
}

/** What the Water Wall remembers; each part bounded, whatever comes. */
export interface WaterState {
  readonly addresses: BoundedMemory<string, Source>;
  readonly accounts: BoundedMemory<string, Account>;
  /** By address and path. */
  readonly paths: BoundedMemory<string, Level>;
  readonly room: Source;
  /** Messages an account usually sends in a window, over all accounts. */
  readonly usual: Baseline;
}

const newSource = (): Source => ({
  lately: newLately(),
  fruitless: newLevel(),
  requests: newLevel(),
  connections: newLevel(),
  stalled: newLevel(),
  people: 0,
  churning: [],
  told: new Map(),
});

const newAccount = (): Account => ({
  address: undefined,
  arrivals: newLevel(),
  unread: newLevel(),
  messages: 0,
  since: Number.NaN,
  above: 0,
  told: new Map(),
});

export const createWaterState = ({ addresses, accounts, paths }: WaterMemory = WATER_MEMORY): WaterState => ({
  addresses: new BoundedMemory(addresses, newSource),
  accounts: new BoundedMemory(accounts, newAccount),
  paths: new BoundedMemory(paths, newLevel),
  room: newSource(),
  usual: newBaseline(),
});
