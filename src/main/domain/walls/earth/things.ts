import { type Limit, MOST_THINGS } from './limits.ts';

/** Different things, each with when it was seen last. */
export type Things = Map<string, number>;

/** Adds one and says how many different ones there were within the time. Holds a bounded number, whatever comes. */
export function addThing(things: Things, thing: string, at: number, { withinMs }: Limit): number {
  things.delete(thing);
  // They stand in the order they were seen: behind the first that is not too old none is.
  for (const [known, seenAt] of things) {
    if (Math.abs(at - seenAt) <= withinMs) break;
    things.delete(known);
  }
  if (things.size >= MOST_THINGS) things.delete(things.keys().next().value as string);
  things.set(thing, at);
  return things.size;
}

/** How many there were of something that need not be different, within the time. */
export interface Sum {
  total: number;
  since: number;
}

/** Adds so many and says how many there were since the time began; a new time begins when the old one is over. */
export function addToSum(sum: Sum, more: number, at: number, { withinMs }: Limit): number {
  if (!(Math.abs(at - sum.since) <= withinMs)) {
    sum.total = 0;
    sum.since = at;
  }
  sum.total += Number.isFinite(more) && more > 0 ? more : 0;
  return sum.total;
}
