import type { Severity } from '../../../shared/model/severity.ts';

export const WALL_NAMES = {
  air: 'Air Wall',
  fire: 'Fire Wall',
  water: 'Water Wall',
  earth: 'Earth Wall',
  ether: 'Ether Wall',
} as const;
export type Wall = keyof typeof WALL_NAMES;

/** Whom a finding is about: no more than the wall knows. */
export interface FindingSubject {
  readonly ip?: string | undefined;
  readonly user?: string | undefined;
  readonly attempt?: string | undefined;
  readonly session?: string | undefined;
}

/** What a wall noticed: a reason to look, never a verdict. */
export interface Finding {
  readonly wall: Wall;
  /** snake_case, one of few: `sql_injection`, `brute_force` ... Nothing a client made up. */
  readonly type: string;
  readonly severity: Severity;
  /** 0..1: how sure the wall is that it is what it says. */
  readonly confidence: number;
  readonly subject: FindingSubject;
  /** The address is where the account's own person is: sealed with their session, it is not stored once more in plain (ID7). */
  readonly isOwnAddress?: boolean;
  /** In words a person can read, the strongest first; what a client wrote is quoted short and made harmless. */
  readonly reasons: readonly string[];
  readonly at: number;
}

/** Looks at one signal with what it remembers, and says what it noticed. The state is its own, plain, and bounded. */
export type Detector<Seen, State> = (signal: Seen, state: State) => readonly Finding[];
