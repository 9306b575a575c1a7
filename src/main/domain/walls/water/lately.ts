/** What is counted of the last three seconds. */
export const OPENED = 0;
export const ASKED = 1;
export const SHOOK_HANDS = 2;
export const ENTERED = 3;
const KINDS = 4;
export type Counted = typeof OPENED | typeof ASKED | typeof SHOOK_HANDS | typeof ENTERED;

const SLOT_MS = 250;
const SLOTS = 12;
/** What began less than this ago has not had its time yet to go on. */
const YOUNG_SLOTS = 3;

/** Counts of the last three seconds in slots of a quarter of one. */
export interface Lately {
  readonly counts: Uint32Array;
  /** The number of the slot that is being filled. */
  slot: number;
}

export const newLately = (): Lately => ({ counts: new Uint32Array(SLOTS * KINDS), slot: 0 });

const startOf = (slot: number): number => (slot % SLOTS) * KINDS;

function moveTo(lately: Lately, slot: number): void {
  // A little back is a line out of its order; far back is a clock that was set, and another time.
  if (slot <= lately.slot && lately.slot - slot < SLOTS) return;
  const gone = Math.min(SLOTS, Math.abs(slot - lately.slot));
  for (let back = 0; back < gone; back += 1) lately.counts.fill(0, startOf(slot - back), startOf(slot - back) + KINDS);
  lately.slot = slot;
}

/** Counts one more at this time (epoch ms): a little before the slot that is being filled in it, far before it all begins anew. */
export function count(lately: Lately, what: Counted, at: number): void {
  moveTo(lately, Math.max(0, Math.floor(at / SLOT_MS)));
  const place = startOf(lately.slot) + what;
  lately.counts[place] = (lately.counts[place] ?? 0) + 1;
}

/** Since the slot that is being filled began. */
export const countedNow = (lately: Lately, what: Counted): number => lately.counts[startOf(lately.slot) + what] ?? 0;

/** Of the last three seconds; with `grown`, only what is old enough for something to have followed. */
export function counted(lately: Lately, what: Counted, grown = false): number {
  let sum = 0;
  for (let back = grown ? YOUNG_SLOTS : 0; back < SLOTS && back <= lately.slot; back += 1)
    sum += lately.counts[startOf(lately.slot - back) + what] ?? 0;
  return sum;
}
