import { z } from 'zod';
import { Amount, heaviest, isFresh, Name, Time } from '../remembered.ts';
import type { Doer, EarthState } from './earth-state.ts';
import { LONGEST_LIMIT_MS, MOST_THINGS } from './limits.ts';
import type { Sum, Things } from './things.ts';

/** So many accounts are kept over a restart, those that did most first. */
export const MOST_REMEMBERED = 50;

const StoredThings = z.array(z.tuple([Name, Time])).max(MOST_THINGS);
const StoredSum = z.strictObject({ total: Amount, since: Time }).nullable();

/**
 * What the Earth Wall keeps over a restart: what was taken out or ended lately, and what was told. Ids that somebody guessed are
 * not kept, and where staff are at home it reads from their sessions.
 */
export const EarthMemory = z.strictObject({
  doers: z
    .array(
      z.strictObject({
        name: Name,
        exams: StoredThings,
        attempts: StoredThings,
        sittings: StoredThings,
        ended: StoredThings,
        forbidden: StoredSum,
        audit: StoredSum,
        told: StoredThings,
      }),
    )
    .max(MOST_REMEMBERED),
});
export type EarthMemory = z.infer<typeof EarthMemory>;

const LISTS = ['exams', 'attempts', 'sittings', 'ended', 'told'] as const;
const SUMS = ['forbidden', 'audit'] as const;

const listed = (things: Things, now: number): [string, number][] =>
  [...things].filter(([name, at]) => name.length <= 200 && isFresh(at, now, LONGEST_LIMIT_MS)).slice(-MOST_THINGS);
const summed = ({ total, since }: Sum, now: number): z.infer<typeof StoredSum> =>
  total > 0 && isFresh(since, now, LONGEST_LIMIT_MS) ? { total, since } : null;

type StoredDoer = EarthMemory['doers'][number];

const stored = (name: string, doer: Doer, now: number): StoredDoer => ({
  name,
  exams: listed(doer.exams, now),
  attempts: listed(doer.attempts, now),
  sittings: listed(doer.sittings, now),
  ended: listed(doer.ended, now),
  forbidden: summed(doer.forbidden, now),
  audit: summed(doer.audit, now),
  told: listed(doer.told, now),
});

const weigh = (doer: StoredDoer): number =>
  LISTS.reduce((sum, list) => sum + doer[list].length, 0) + SUMS.filter((sum) => doer[sum] !== null).length;

export function rememberEarth({ doers }: EarthState, now: number): EarthMemory {
  const worth: StoredDoer[] = [];
  for (const [name, doer] of doers.entries()) {
    // Most have done nothing that is counted here.
    if (LISTS.every((list) => doer[list].size === 0) && SUMS.every((sum) => doer[sum].total === 0)) continue;
    const before = stored(name, doer, now);
    if (weigh(before) > 0) worth.push(before);
  }
  return { doers: [...heaviest(worth, MOST_REMEMBERED, weigh)] };
}

export function recallEarth({ doers }: EarthState, memory: EarthMemory, now: number): void {
  for (const before of memory.doers) {
    const doer = doers.of(before.name);
    for (const list of LISTS)
      for (const [thing, at] of before[list]) if (isFresh(at, now, LONGEST_LIMIT_MS)) doer[list].set(thing, at);
    for (const name of SUMS) {
      const sum = before[name];
      if (sum && isFresh(sum.since, now, LONGEST_LIMIT_MS)) Object.assign(doer[name], sum);
    }
  }
}
