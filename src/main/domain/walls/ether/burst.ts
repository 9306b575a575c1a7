/*
 * Room-level correlation (EV6): the same soft observation of several candidates at once is one incident of the room (an update,
 * an access point), not an accusation of each. Pure over stored events, so that a recorded day replays alike.
 */

/** One soft violation that was counted, as far as correlation needs it. */
export interface BurstEntry {
  readonly attempt: string;
  /** Empty where nobody knows in which session it was. */
  readonly session: string;
  /** Of the stored event, or its place in the course of the sitting. */
  readonly number: number;
  /** Who saw it, where it was not the candidate's own client. */
  readonly source?: string;
  /** When the room received it, epoch ms. */
  readonly at: number;
  /** When it happened, epoch ms: as the client says if that can be true, else `at`. */
  readonly happenedAt: number;
}

/** One incident of the room, still open for those who come a little later. */
export interface RoomIncident {
  /** The number of the event it was found with: its name. */
  readonly foundBy: number;
  readonly foundAt: number;
  /** The first and the last that happened, epoch ms. */
  readonly from: number;
  readonly to: number;
  readonly members: readonly string[];
}

/** What is remembered of one type of event in one sitting. Plain and bounded. */
export interface Burst {
  /** Seen lately and part of no incident, in the order they came. */
  readonly entries: readonly BurstEntry[];
  readonly incident?: RoomIncident;
}

export const NO_BURST: Burst = { entries: [] };

/** How close together it must happen, and how long after an alert went out it may still be folded. */
export interface BurstSpan {
  readonly withinMs: number;
  readonly foldMs: number;
}

/** Protocol of EV6: within 2 s, found within 5 s. */
const AT_ONCE: BurstSpan = { withinMs: 2_000, foldMs: 5_000 };
/** What a lost network brings about comes back with the clients, who wait up to 30 s with jitter (protocol 1, Heartbeat). */
const WHEN_BACK: BurstSpan = { withinMs: 30_000, foldMs: 30_000 };
const OF_THE_NETWORK = new Set(['reconnect', 'network_changed', 'heartbeat_missed', 'sequence_gap']);

export const isOfTheNetwork = (type: string): boolean => OF_THE_NETWORK.has(type);
export const spanOf = (type: string): BurstSpan => (isOfTheNetwork(type) ? WHEN_BACK : AT_ONCE);

/** How long what would be done to a candidate waits, where the last straw was soft: until it can be no incident of the room any more. */
export const waitsMs = (type: string): number => spanOf(type).foldMs;

/** So many entries of one type wait at most to become an incident; older ones stay what they are. */
const MOST_ENTRIES = 32;

const FEWEST = 3;
const MOST_NEEDED = 12;
const ONE_IN = 40;

/**
 * How many different candidates "several" are: three, in large classes one in forty, because there chance alone makes two or
 * three look away together; never more than twelve.
 */
export const severalOf = (candidates: number): number => Math.min(MOST_NEEDED, Math.max(FEWEST, Math.ceil(candidates / ONE_IN)));

/** When something happened, by the client's word where it is possible: the word of one who is offline may be old. */
export function happenedAt(event: { occurredAt: number; receivedAt: number; offline: boolean }): number {
  const { occurredAt, receivedAt, offline } = event;
  if (!Number.isFinite(occurredAt) || occurredAt > receivedAt) return receivedAt;
  return offline || receivedAt - occurredAt <= AT_ONCE.foldMs ? occurredAt : receivedAt;
}

export interface SeenInBurst {
  readonly burst: Burst;
  /** Present when the event is part of an incident of the room. */
  readonly found?: {
    readonly incident: RoomIncident;
    /** Is it the event that made an incident of what was seen before? */
    readonly isNew: boolean;
    /** Is this candidate part of it only from this event on? */
    readonly isNewMember: boolean;
    /** Those seen before that turn out to be part of it. */
    readonly earlier: readonly BurstEntry[];
  };
}

/** May this still belong to the incident: in time to be folded, and the whole of it within the span? */
function belongs({ foundAt, from, to }: RoomIncident, entry: BurstEntry, span: BurstSpan): boolean {
  const isInTime = entry.at - foundAt <= span.foldMs;
  return isInTime && Math.max(to, entry.happenedAt) - Math.min(from, entry.happenedAt) <= span.withinMs;
}

/** Of those that may be one incident with `entry`, the stretch in which most candidates are. */
function densest(entries: readonly BurstEntry[], entry: BurstEntry, { withinMs }: BurstSpan): readonly BurstEntry[] {
  const near = entries.filter((one) => Math.abs(one.happenedAt - entry.happenedAt) <= withinMs);
  let best: readonly BurstEntry[] = [];
  let most = 0;
  for (const { happenedAt: from } of [...near, entry]) {
    if (from > entry.happenedAt || entry.happenedAt - from > withinMs) continue;
    const inside = near.filter((one) => one.happenedAt >= from && one.happenedAt <= from + withinMs);
    const candidates = new Set(inside.map(({ attempt }) => attempt)).size;
    if (candidates > most) [best, most] = [inside, candidates];
  }
  return best;
}

/** Are they enough different candidates for there to be anything to look for? Nearly always not, so it is asked the cheap way. */
function areFew(entries: readonly BurstEntry[], { attempt }: BurstEntry): boolean {
  let other: string | undefined;
  for (const one of entries) {
    if (one.attempt === attempt || one.attempt === other) continue;
    if (other !== undefined) return false;
    other = one.attempt;
  }
  return true;
}

/** Looks at one more soft violation. `several` is asked only when there may be an incident. Some tenths of a microsecond, a few at worst. */
export function seeInBurst(before: Burst, entry: BurstEntry, span: BurstSpan, several: () => number): SeenInBurst {
  const oldest = before.entries[0];
  const isAllFresh = oldest === undefined || entry.at - oldest.at <= span.foldMs;
  const entries = isAllFresh ? before.entries : before.entries.filter(({ at }) => entry.at - at <= span.foldMs);
  const running = before.incident;
  if (running && belongs(running, entry, span)) {
    const isNewMember = !running.members.includes(entry.attempt);
    const incident: RoomIncident = {
      ...running,
      from: Math.min(running.from, entry.happenedAt),
      to: Math.max(running.to, entry.happenedAt),
      members: isNewMember ? [...running.members, entry.attempt] : running.members,
    };
    return { burst: { entries, incident }, found: { incident, isNew: false, isNewMember, earlier: [] } };
  }
  const earlier = areFew(entries, entry) ? [] : densest(entries, entry, span);
  const members = [...new Set([...earlier, entry].map(({ attempt }) => attempt))];
  if (members.length < FEWEST || members.length < several()) {
    const kept = [...entries, entry].slice(-MOST_ENTRIES);
    return { burst: running ? { entries: kept, incident: running } : { entries: kept } };
  }
  const times = [...earlier, entry].map((one) => one.happenedAt);
  const incident: RoomIncident = {
    foundBy: entry.number,
    foundAt: entry.at,
    from: Math.min(...times),
    to: Math.max(...times),
    members,
  };
  const rest = entries.filter((one) => !earlier.includes(one));
  return { burst: { entries: rest, incident }, found: { incident, isNew: true, isNewMember: true, earlier } };
}
