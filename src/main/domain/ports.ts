import type { PersonId } from '../../shared/model/ids.ts';

/** The room's time: epoch milliseconds that never jump while it runs (EX9), and never go back. */
export interface Clock {
  now(): number;
}

/** New UUIDs. */
export interface Ids {
  /** A random one, which tells nothing. */
  next<Id extends string>(): Id;
  /** One that sorts after all before it, for what is stored by the thousand: its index then grows at one end. It tells when it was made. */
  nextInOrder<Id extends string>(): Id;
}

/** What is known of a person; sealed with a key of their own, so that destroying the key erases them (ID7). */
export interface PersonData {
  readonly firstName: string;
  readonly lastName: string;
  /** Sign-in name of staff, candidate number of a student. */
  readonly loginName: string;
  readonly email?: string;
}

/** Seals what belongs to a person under that person's own key. Keys are made, wrapped and unwrapped in here only. */
export interface PersonVault {
  /** A new key, wrapped for storage beside the person. */
  newWrappedKey(person: PersonId): Uint8Array;
  seal(person: PersonId, wrappedKey: Uint8Array, value: unknown): Uint8Array;
  /** Throws when the key or the sealed bytes were altered, or belong to another person. */
  open(person: PersonId, wrappedKey: Uint8Array, sealed: Uint8Array): unknown;
  /** The same for bytes as they are; neither opens what the other sealed. */
  sealBytes(person: PersonId, wrappedKey: Uint8Array, bytes: Uint8Array): Uint8Array;
  openBytes(person: PersonId, wrappedKey: Uint8Array, sealed: Uint8Array): Uint8Array;
}

/** Turns a login name into the pseudonym it is looked up by, so that no plain name stands in a table. */
export interface LookupKeys {
  of(kind: 'username' | 'candidate' | 'access_code' | 'service' | 'place', text: string): string;
}

/** Makes guessing a secret slow for whoever guessed wrong, and for nobody else (ID1). */
export interface FailureGuard {
  /**
   * Runs `check`, which tells whether the guess was right. Refuses with RoomError `rate_limited`, before it is run, while
   * `who` has to wait after wrong guesses.
   */
  guess(who: string, check: () => Promise<boolean>): Promise<boolean>;
}

/** SHA-256 of UTF-8 text, in hex. */
export interface Hasher {
  sha256(text: string): string;
}

/** Runs work so that its answer is only given once it is on disk (ADR 2). */
export interface GroupCommit {
  /**
   * Runs `work` now, inside a savepoint of its own, and settles after the commit that contains it: with the
   * work's result, with the error it threw (rolled back alone, unless its traces are kept), or with the error of
   * the commit. `afterCommit` runs before the settling, in the order the works were run.
   */
  run<T>(work: () => T, afterCommit?: () => void): Promise<T>;
  /** Commits what is pending, now. */
  flush(): void;
}
