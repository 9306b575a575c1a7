import { BoundedMemory } from '../bounded-memory.ts';
import { MOST_ACCOUNTS } from './limits.ts';
import type { Sum, Things } from './things.ts';

/** What is remembered of an account, or of an address nobody has signed in at. */
export interface Doer {
  readonly forbidden: Sum;
  readonly missing: Things;
  readonly exams: Things;
  readonly attempts: Things;
  readonly sittings: Things;
  readonly ended: Things;
  readonly audit: Sum;
  /** Where the account signed in before, and how often it did. */
  readonly places: string[];
  signIns: number;
  /** When it last signed in at a place it had never used. */
  newPlaceAt: number | undefined;
  readonly told: Map<string, number>;
}

/** What the Earth Wall remembers. */
export interface EarthState {
  /** Under which name an address is remembered: itself in a replay, a keyed pseudonym in a room (ID7). */
  readonly nameOf: (address: string) => string;
  readonly doers: BoundedMemory<string, Doer>;
}

const never = (): Sum => ({ total: 0, since: Number.NEGATIVE_INFINITY });

export const createEarthState = (
  mostAccounts = MOST_ACCOUNTS,
  nameOf: EarthState['nameOf'] = (address) => address,
): EarthState => ({
  nameOf,
  doers: new BoundedMemory(mostAccounts, () => ({
    forbidden: never(),
    missing: new Map(),
    exams: new Map(),
    attempts: new Map(),
    sittings: new Map(),
    ended: new Map(),
    audit: never(),
    places: [],
    signIns: 0,
    newPlaceAt: undefined,
    told: new Map(),
  })),
});
