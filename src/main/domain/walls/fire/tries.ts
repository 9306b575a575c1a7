import { type Bucket, MOST_TRIES } from './limits.ts';

/** One wrong try as it is remembered. */
export interface Try {
  readonly at: number;
  readonly user: string | undefined;
  readonly isUnknown: boolean;
  /** Where it came from, under the names these are remembered by. */
  readonly source: string | undefined;
  readonly network: string | undefined;
}

/** A log whose times leap by more than this begins anew: what stood before tells nothing of the time now. */
const LEAP_MS = 24 * 3_600_000;

/** Whether the tries, in the order they came, run the bucket over with the last of them. Times may stand still or go back. */
export function runsOver(tries: readonly Try[], { holds, leakMs }: Bucket): boolean {
  let level = 0;
  let before: number | undefined;
  for (const { at } of tries) {
    const passed = before === undefined ? 0 : at - before;
    level = Math.abs(passed) > LEAP_MS ? 1 : Math.max(0, level - Math.max(0, passed) / leakMs) + 1;
    before = at;
  }
  return level > holds;
}

/** Adds the latest one; forgets what lies further away from it than `withinMs`, whichever way, and more than is kept. */
export function addTry(tries: Try[], latest: Try, withinMs: number): void {
  for (let index = tries.length - 1; index >= 0; index--)
    if (Math.abs(latest.at - (tries[index]?.at ?? 0)) > withinMs) tries.splice(index, 1);
  tries.push(latest);
  if (tries.length > MOST_TRIES) tries.shift();
}

/** Takes out what `isOver` says; how many there were. */
export function dropTries(tries: Try[], isOver: (one: Try) => boolean): number {
  const before = tries.length;
  for (let index = tries.length - 1; index >= 0; index--) {
    const one = tries[index];
    if (one && isOver(one)) tries.splice(index, 1);
  }
  return before - tries.length;
}

const named = (tries: readonly Try[]): string[] => tries.flatMap(({ user }) => (user === undefined ? [] : [user]));

/** How many accounts the tries were for; those that name none are of one of the others. */
export const accountsOf = (tries: readonly Try[]): number => Math.max(1, new Set(named(tries)).size);
export const unknownOf = (tries: readonly Try[]): number => new Set(named(tries.filter(({ isUnknown }) => isUnknown))).size;
/** The account they were all for. */
export const onlyAccountOf = (tries: readonly Try[]): string | undefined =>
  accountsOf(tries) === 1 ? named(tries)[0] : undefined;

/** A length of time as a person says it. */
export function lengthOf(ms: number): string {
  const seconds = Math.max(1, Math.round(Math.abs(ms) / 1_000));
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 3_600)} h`;
}
