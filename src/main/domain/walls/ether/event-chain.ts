import type { SecurityEventInput } from '../../../../shared/model/security-event.ts';

/*
 * The numbered, hash-linked chain of one session's events (protocol 3), followed as they come: late ones fill what was missing.
 * A chain without hashes is followed by its numbers alone; what cannot be checked is unknown, never clean and never guilty.
 */

/** The part of an event that the chain needs; its hash is made only when another event claims to follow it. */
export type ChainLink = SecurityEventInput;

/** Numbers that are missing, both inclusive. */
export interface ChainGap {
  /** The first number that was missing when it was found: what is left of one gap keeps it. */
  readonly root: number;
  readonly from: number;
  readonly to: number;
  /** Since when it may be held against somebody, epoch ms; put off while the session is away. */
  readonly since: number;
  /** When it was told; undefined as long as it was not. */
  readonly toldAt?: number | undefined;
  /** The event just before it, and the hash the one just behind it claims for the last missing one. */
  readonly before?: ChainLink | undefined;
  readonly claimed?: string | undefined;
}

export interface SessionChain {
  /** The highest number so far. */
  readonly last: number;
  readonly lastLink?: ChainLink | undefined;
  /** Links that were checked and held. */
  readonly held: number;
  /** Links that did not hold. */
  readonly broken: number;
  readonly gaps: readonly ChainGap[];
}

/** `last`: the highest number the room has of this session already; what came before is not judged again. */
export const chainFrom = (last: number): SessionChain => ({ last, held: 0, broken: 0, gaps: [] });

/** So many gaps are told apart; more of them become wider. */
const MOST_GAPS = 32;

/** How long a gap may stay open while its session is connected: whoever sends again what was not acknowledged does it within seconds. */
export const GAP_GRACE_MS = 20_000;

export type ChainNews =
  /** A number stands for two different events. */
  | { readonly kind: 'reused'; readonly seq: number }
  /** An event does not follow from the one before it. `held`: links of this session that held before. */
  | { readonly kind: 'broken'; readonly seq: number; readonly held: number }
  /** A gap that was told is filled: it was only late. */
  | { readonly kind: 'filled'; readonly root: number; readonly toldAt: number };

export interface SeenInChain {
  readonly chain: SessionChain;
  readonly news: readonly ChainNews[];
}

/** Hex SHA-256 of the event's canonical JSON. */
export type HashOf = (event: ChainLink) => string;

/** Does `claimed` name this event? Undefined when that cannot be said. */
const follows = (claimed: string | undefined, link: ChainLink | undefined, hashOf: HashOf): boolean | undefined =>
  claimed === undefined || link === undefined ? undefined : hashOf(link) === claimed;

interface Checked {
  readonly held: number;
  readonly broken: number;
  readonly news: readonly ChainNews[];
}

function check(chain: SessionChain, seq: number, ...results: readonly (boolean | undefined)[]): Checked {
  const held = chain.held + results.filter((result) => result === true).length;
  const isBroken = results.includes(false);
  return {
    held,
    broken: chain.broken + Number(isBroken),
    news: isBroken ? [{ kind: 'broken', seq, held: chain.held }] : [],
  };
}

function bounded(gaps: readonly ChainGap[]): readonly ChainGap[] {
  const [first, second, ...others] = gaps;
  if (gaps.length <= MOST_GAPS || !first || !second) return gaps;
  return [
    { root: second.root, from: first.from, to: second.to, since: second.since, toldAt: first.toldAt ?? second.toldAt },
    ...others,
  ];
}

/** The chain with gaps that were told earlier. */
export function withGaps(chain: SessionChain, gaps: readonly ChainGap[]): SessionChain {
  let kept = gaps.toSorted((one, other) => one.from - other.from);
  while (kept.length > MOST_GAPS) kept = [...bounded(kept)];
  return { ...chain, gaps: kept };
}

/** An event that comes after later ones: what it leaves of the gap it lies in. */
function fill(chain: SessionChain, gap: ChainGap, event: ChainLink, hashOf: HashOf): SeenInChain {
  const { seq } = event;
  const [isFirst, isLast] = [seq === gap.from, seq === gap.to];
  const before = isFirst ? follows(event.prev, gap.before, hashOf) : undefined;
  const behind = isLast ? follows(gap.claimed, event, hashOf) : undefined;
  const { held, broken, news } = check(chain, seq, before, behind);
  const left: ChainGap[] = [];
  if (!isFirst) left.push({ ...gap, to: seq - 1, claimed: event.prev });
  if (!isLast) left.push({ ...gap, from: seq + 1, before: event });
  const gaps = bounded(chain.gaps.flatMap((one) => (one === gap ? left : one)));
  const isFilled = gap.toldAt !== undefined && !gaps.some(({ root }) => root === gap.root);
  const filled: readonly ChainNews[] = isFilled ? [{ kind: 'filled', root: gap.root, toldAt: gap.toldAt }] : [];
  return { chain: { ...chain, held, broken, gaps }, news: [...news, ...filled] };
}

/** Follows one more stored event; `isTaken` when its number stood for another one already. */
export function seeInChain(chain: SessionChain, event: ChainLink, at: number, isTaken: boolean, hashOf: HashOf): SeenInChain {
  const { seq, prev } = event;
  if (isTaken) return { chain, news: [{ kind: 'reused', seq }] };
  if (seq > chain.last + 1) {
    const from = chain.last + 1;
    const gap: ChainGap = { root: from, from, to: seq - 1, since: at, before: chain.lastLink, claimed: prev };
    return { chain: { ...chain, last: seq, lastLink: event, gaps: bounded([...chain.gaps, gap]) }, news: [] };
  }
  if (seq === chain.last + 1) {
    const { held, broken, news } = check(chain, seq, follows(prev, chain.lastLink, hashOf));
    return { chain: { ...chain, last: seq, lastLink: event, held, broken }, news };
  }
  const gap = chain.gaps.find(({ from, to }) => from <= seq && seq <= to);
  // A gap from before a restart of the room: nothing is known of it any more.
  return gap ? fill(chain, gap, event, hashOf) : { chain, news: [] };
}

/** The chain without what is missing of these gaps: held against nobody, and nothing to take back when it comes after all. */
export const withoutGaps = (chain: SessionChain, roots: ReadonlySet<number>): SessionChain => ({
  ...chain,
  gaps: chain.gaps.filter(({ root }) => !roots.has(root)),
});

/** From the first to the last number that is missing of what was one gap. */
export function wholeGap({ gaps }: SessionChain, root: number): { readonly from: number; readonly to: number } {
  const parts = gaps.filter((gap) => gap.root === root);
  return { from: Math.min(...parts.map(({ from }) => from)), to: Math.max(...parts.map(({ to }) => to)) };
}

export interface OverdueGaps {
  readonly chain: SessionChain;
  readonly overdue: readonly ChainGap[];
}

/** Gaps that have stayed open too long, each once. While the session is away, its gaps wait: what is missing may still come. */
export function overdueGaps(chain: SessionChain, now: number, isConnected: boolean): OverdueGaps {
  const overdue: ChainGap[] = [];
  const told = new Set<number>();
  const gaps = chain.gaps.map((gap) => {
    if (gap.toldAt !== undefined) return gap;
    if (!isConnected) return { ...gap, since: now };
    if (now - gap.since < GAP_GRACE_MS) return gap;
    if (!told.has(gap.root)) overdue.push(gap);
    told.add(gap.root);
    return { ...gap, toldAt: now };
  });
  return { chain: { ...chain, gaps }, overdue };
}
