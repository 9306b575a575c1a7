/*
 * What a client's heartbeats say of its clocks and of its whereabouts (W5). The wall clock and the monotonic one are each held
 * against the room's: a network only ever adds delay, so an offset that stays higher, or falls at once, is the clock's doing.
 */

/** One heartbeat: `at` by the room's clock, the others by the client's, epoch ms and ms since some start. */
export interface Beat {
  readonly at: number;
  readonly ip: string;
  readonly clientTime?: number | undefined;
  readonly monotonicMs?: number | undefined;
}

/** How far one of the client's clocks is behind the room's: the least that was seen, which is the one with least delay. */
interface Offset {
  readonly base: number;
  readonly beats: number;
  /** Since when it is higher, and the least since then. */
  readonly rising?: { readonly since: number; readonly least: number; readonly beats: number } | undefined;
}

interface Place {
  readonly ip: string;
  /** The room's time at the zero of its monotonic clock: another program has another one. */
  readonly origin: number;
}

/** What is remembered of one session. Plain and bounded. */
export interface ClientClocks {
  readonly wall?: Offset | undefined;
  readonly monotonic?: Offset | undefined;
  readonly lastMonotonic?: number | undefined;
  /** Was the wall clock held against the room's once? What it does later is a change. */
  readonly isSkewJudged?: boolean | undefined;
  /** The last two places beats came from, the last one first. */
  readonly places: readonly Place[];
  /** When it went back to the place before, epoch ms. */
  readonly returns: readonly number[];
}

export const NO_CLOCKS: ClientClocks = { places: [], returns: [] };

export type ClockNews =
  /** The wall clock was set: forward when positive. */
  | { readonly kind: 'clock_changed'; readonly byMs: number }
  /** The wall clock is wrong from the beginning. */
  | { readonly kind: 'clock_skew'; readonly byMs: number }
  /** The program's own clock stood still: the computer slept, or somebody stopped the program. */
  | { readonly kind: 'client_frozen'; readonly byMs: number }
  /** Beats come from two programs at two addresses in turn. */
  | { readonly kind: 'token_reuse' };

/** Less than this is weather. */
export const CLOCK_JUMP_MS = 5_000;
export const CLOCK_SKEW_MS = 120_000;
const SETTLED_BEATS = 10;
/** A higher offset is the clock's doing only when it has lasted so long; a stalled network delivers within 15 s or is given up. */
const RISEN_MS = 20_000;
const RISEN_BEATS = 10;
/** An offset may creep up by so much a beat: cheap clocks drift. */
const DRIFT_MS = 10;
/** So many returns within this time are two devices; one that changes its network comes back once. */
const RETURNS = 3;
const RETURNS_WITHIN_MS = 60_000;

interface Stepped {
  readonly offset: Offset;
  /** By how much the offset jumped for good; undefined when it did not. */
  readonly jumpMs?: number;
}

function step(before: Offset | undefined, value: number, at: number): Stepped {
  if (!before) return { offset: { base: value, beats: 1 } };
  const { base, beats, rising } = before;
  if (beats < SETTLED_BEATS) return { offset: { base: Math.min(base, value), beats: beats + 1 } };
  if (value < base - CLOCK_JUMP_MS) return { offset: { base: value, beats: 1 }, jumpMs: value - base };
  if (value <= base + CLOCK_JUMP_MS) return { offset: { base: Math.min(value, base + DRIFT_MS), beats } };
  const risen = { since: rising?.since ?? at, least: Math.min(rising?.least ?? value, value), beats: (rising?.beats ?? 0) + 1 };
  if (risen.beats < RISEN_BEATS || at - risen.since < RISEN_MS) return { offset: { base, beats, rising: risen } };
  return { offset: { base: risen.least, beats: SETTLED_BEATS }, jumpMs: risen.least - base };
}

function move(
  before: ClientClocks,
  { ip, at, monotonicMs }: Beat,
): Pick<ClientClocks, 'places' | 'returns'> & { isTwo: boolean } {
  const [here, there] = before.places;
  const origin = at - (monotonicMs ?? 0);
  const isSame = (place: Place | undefined): boolean =>
    place !== undefined && place.ip === ip && Math.abs(place.origin - origin) <= CLOCK_JUMP_MS;
  if (monotonicMs === undefined || isSame(here)) return { places: before.places, returns: before.returns, isTwo: false };
  const now: Place = { ip, origin };
  // A program that moves to another address keeps its clock, and one that starts anew at the same address is no second device.
  const isOther = here !== undefined && here.ip !== ip && Math.abs(here.origin - origin) > CLOCK_JUMP_MS;
  if (!isOther || !here) return { places: [now], returns: [], isTwo: false };
  if (!isSame(there)) return { places: [now, here], returns: [], isTwo: false };
  const returns = [...before.returns.filter((time) => at - time <= RETURNS_WITHIN_MS), at];
  const isTwo = returns.length >= RETURNS;
  return { places: [now, here], returns: isTwo ? [] : returns, isTwo };
}

export interface SeenBeat {
  readonly clocks: ClientClocks;
  readonly news: readonly ClockNews[];
}

/** Looks at one more heartbeat of a session. */
export function seeBeat(before: ClientClocks, beat: Beat): SeenBeat {
  const { at, clientTime, monotonicMs } = beat;
  const news: ClockNews[] = [];
  const { places, returns, isTwo } = move(before, beat);
  if (isTwo) news.push({ kind: 'token_reuse' });
  // Another program, or the same one started anew: its clock begins again.
  const isNew = monotonicMs === undefined || (before.lastMonotonic !== undefined && monotonicMs < before.lastMonotonic);
  const monotonic = monotonicMs === undefined ? undefined : step(isNew ? undefined : before.monotonic, at - monotonicMs, at);
  if (monotonic?.jumpMs !== undefined && monotonic.jumpMs > 0) news.push({ kind: 'client_frozen', byMs: monotonic.jumpMs });
  const isKnown = clientTime !== undefined && Number.isFinite(clientTime);
  const wall = isKnown ? step(isNew && places.length > 1 ? undefined : before.wall, at - clientTime, at) : undefined;
  if (wall?.jumpMs !== undefined) news.push({ kind: 'clock_changed', byMs: -wall.jumpMs });
  const isSettled = wall?.offset.beats === SETTLED_BEATS;
  if (isSettled && !before.isSkewJudged && Math.abs(wall.offset.base) > CLOCK_SKEW_MS)
    news.push({ kind: 'clock_skew', byMs: -wall.offset.base });
  return {
    clocks: {
      wall: wall?.offset ?? before.wall,
      monotonic: monotonic?.offset,
      lastMonotonic: monotonicMs,
      isSkewJudged: before.isSkewJudged || isSettled,
      places,
      returns,
    },
    news,
  };
}
