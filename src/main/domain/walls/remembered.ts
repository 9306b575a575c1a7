import { z } from 'zod';

/** Epoch ms, as plain as it is stored. */
export const Time = z.number().min(0).max(8_640_000_000_000_000);
/** The name something is remembered by: an id, or a keyed pseudonym; long enough for a command and what it was about. */
export const Name = z.string().max(200);
export const Amount = z.number().min(0).max(1_000_000_000);

/** A clock may be so far ahead of the one that is right by now; what is later was never seen. */
const AHEAD_MS = 60_000;

/** Is this time near enough to now to mean anything? */
export const isFresh = (at: number, now: number, withinMs: number): boolean => at - now <= AHEAD_MS && now - at <= withinMs;

/** The `most` that weigh most, in the order they stood in: a flood of strangers pushes out nobody who was seen more often. */
export function heaviest<Entry>(entries: readonly Entry[], most: number, weigh: (entry: Entry) => number): readonly Entry[] {
  if (entries.length <= most) return entries;
  const kept = new Set(
    entries
      .map((entry, index) => ({ index, weight: weigh(entry) }))
      .sort((one, other) => other.weight - one.weight || other.index - one.index)
      .slice(0, most)
      .map(({ index }) => index),
  );
  return entries.filter((_, index) => kept.has(index));
}
