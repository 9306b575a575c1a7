import { z } from 'zod';
import { Amount, heaviest, isFresh, Name, Time } from '../remembered.ts';
import type { Episode } from './episode.ts';
import type { FireState } from './fire-state.ts';
import { EPISODE_MS, MOST_TRIES, SLOW_MS } from './limits.ts';
import type { Try } from './tries.ts';

/** So many sources and accounts are kept over a restart, those with most wrong tries first. */
export const MOST_REMEMBERED = 300;

const StoredTry = z.tuple([Time, Name.nullable(), z.boolean(), Name.nullable(), Name.nullable()]);
const StoredEpisode = z.strictObject({
  total: Amount,
  since: Time,
  last: Time,
  tellAt: Amount,
  type: z.string().max(40).optional(),
});
const Tried = z.strictObject({ name: Name, tries: z.array(StoredTry).max(MOST_TRIES), episode: StoredEpisode });

/**
 * What the Fire Wall keeps over a restart: wrong tries, and how far each attack was told of. Where staff are at home it reads from
 * their sessions.
 */
export const FireMemory = z.strictObject({
  sources: z.array(Tried).max(MOST_REMEMBERED),
  accounts: z.array(Tried).max(MOST_REMEMBERED),
  halls: z.array(z.strictObject({ name: Name, level: Amount, episode: StoredEpisode })).max(MOST_REMEMBERED),
  late: z.array(z.strictObject({ name: Name, episode: StoredEpisode })).max(MOST_REMEMBERED),
});
export type FireMemory = z.infer<typeof FireMemory>;

const packed = ({ at, user, isUnknown, source, network }: Try): z.infer<typeof StoredTry> => [
  at,
  user ?? null,
  isUnknown,
  source ?? null,
  network ?? null,
];
const unpacked = ([at, user, isUnknown, source, network]: z.infer<typeof StoredTry>): Try => ({
  at,
  user: user ?? undefined,
  isUnknown,
  source: source ?? undefined,
  network: network ?? undefined,
});
const stored = ({ total, since, last, tellAt, type }: Episode): z.infer<typeof StoredEpisode> => ({
  total,
  since,
  last,
  tellAt,
  ...(type === undefined ? {} : { type }),
});
/** One that has ended by now counts from the beginning by itself; one from a time to come must not go on for ever. */
const isGoingOn = ({ last }: { readonly last: number }, now: number): boolean => isFresh(last, now, EPISODE_MS);

interface TriedBefore {
  readonly tries: readonly Try[];
  readonly episode: Episode;
}
function freshOf(tries: readonly Try[], now: number): number {
  let fresh = 0;
  for (const { at } of tries) if (isFresh(at, now, SLOW_MS)) fresh += 1;
  return fresh;
}

/** Chosen first and only then written down: there may be thousands, and the room waits meanwhile. */
function remembered(entries: Iterable<[string, TriedBefore]>, now: number): FireMemory['sources'] {
  const worth: { readonly name: string; readonly before: TriedBefore; readonly fresh: number }[] = [];
  for (const [name, before] of entries) {
    const fresh = freshOf(before.tries, now);
    // What a right password has explained is gone from the tries and counted by the attack.
    const isOver = fresh === 0 && (before.episode.total === 0 || !isGoingOn(before.episode, now));
    if (!isOver) worth.push({ name, before, fresh });
  }
  return heaviest(worth, MOST_REMEMBERED, ({ fresh }) => fresh).map(({ name, before: { tries, episode } }) => ({
    name,
    tries: tries.filter(({ at }) => isFresh(at, now, SLOW_MS)).map(packed),
    episode: stored(episode),
  }));
}

export function rememberFire({ sources, accounts, halls, late }: FireState, now: number): FireMemory {
  const going = [...halls.entries()].filter(([, { episode }]) => isGoingOn(episode, now));
  const asking = [...late.entries()].filter(([, episode]) => isGoingOn(episode, now));
  return {
    sources: remembered(sources.entries(), now),
    accounts: remembered(accounts.entries(), now),
    halls: heaviest(going, MOST_REMEMBERED, ([, { level }]) => level).map(([name, { level, episode }]) => ({
      name,
      level,
      episode: stored(episode),
    })),
    late: heaviest(asking, MOST_REMEMBERED, ([, { total }]) => total).map(([name, episode]) => ({
      name,
      episode: stored(episode),
    })),
  };
}

export function recallFire(state: FireState, memory: FireMemory, now: number): void {
  const recall = (known: { readonly tries: Try[]; readonly episode: Episode }, before: FireMemory['sources'][number]): void => {
    known.tries.push(...before.tries.map(unpacked).filter(({ at }) => isFresh(at, now, SLOW_MS)));
    known.tries.splice(0, known.tries.length - MOST_TRIES);
    if (isGoingOn(before.episode, now)) Object.assign(known.episode, before.episode);
  };
  for (const one of memory.sources) recall(state.sources.of(one.name), one);
  for (const one of memory.accounts) recall(state.accounts.of(one.name), one);
  for (const { name, level, episode } of memory.halls) {
    if (isGoingOn(episode, now)) {
      const hall = state.halls.of(name);
      hall.level = level;
      Object.assign(hall.episode, episode);
    }
  }
  for (const { name, episode } of memory.late) if (isGoingOn(episode, now)) Object.assign(state.late.of(name), episode);
}
