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
  readonly doers: BoundedMemory<string, Doer>;
}

const never = (): Sum => ({ total: 0, since: Number.NEGATIVE_INFINITY });

export const createEarthState = (mostAccounts = MOST_ACCOUNTS): EarthState => ({
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
