/*
 * Offline is evidence, not amnesty (EV5): who goes offline right after a violation may have pulled the cable. Who goes with
 * others has lost the network with them, and who is back within seconds has lost nothing.
 */

/** A session that was connected, and is not heard any more. */
export interface Departure {
  readonly session: string;
  readonly attempt: string;
  readonly sitting: string;
  /** Epoch ms. */
  readonly at: number;
  /** The violation shortly before, if there was one; a hint if it was soft. */
  readonly after?: { readonly type: string; readonly at: number; readonly isHint: boolean } | undefined;
  /** Away for longer than a page takes to load again: whether others went too is not known yet. */
  readonly stayedAway?: boolean;
  /** Seen connected again since: whoever goes now goes anew. */
  readonly cameBack?: boolean;
  readonly isJudged?: boolean;
}

/** Those of the last minute, oldest first. */
export type Departures = readonly Departure[];

/** So long after a violation going offline still belongs to it; silence alone takes 3 s to be noticed. */
export const RIGHT_AFTER_MS = 15_000;
/** So long somebody may be away before it means anything: a page that is loaded again takes less. */
export const BACK_WITHIN_MS = 5_000;
/** Those who go within this time of each other go together: nobody is judged before it has passed. */
export const TOGETHER_MS = 10_000;
const TOGETHER = 3;
const KEPT_MS = 60_000;
const MOST = 2_000;

/**
 * Remembers who went. One absence is told more than once (silence first, the lost connection up to a minute later) and remembered
 * once; who came back in between goes anew, so that one harmless absence does not excuse the next.
 */
export function noteDeparture(before: Departures, departure: Departure): Departures {
  if (before.some(({ session, cameBack }) => session === departure.session && !cameBack)) return before;
  return [...before, departure].slice(-MOST);
}

export interface JudgedDepartures {
  readonly departures: Departures;
  /** Those who went alone right after a violation, and stayed away. */
  readonly telling: readonly Departure[];
}

/** Judges those who have been away long enough, each once. */
export function judgeDepartures(before: Departures, now: number, isBack: (session: string) => boolean): JudgedDepartures {
  const telling: Departure[] = [];
  const wentWith = ({ sitting, at }: Departure): number =>
    new Set(before.filter((one) => one.sitting === sitting && Math.abs(one.at - at) <= TOGETHER_MS).map(({ attempt }) => attempt))
      .size;
  const departures = before.flatMap((known): readonly Departure[] => {
    if (now - known.at > KEPT_MS) return [];
    const one = !known.cameBack && isBack(known.session) ? { ...known, cameBack: true } : known;
    if (one.isJudged || now - one.at < BACK_WITHIN_MS) return [one];
    const stayedAway = one.stayedAway ?? !one.cameBack;
    if (stayedAway && now - one.at < TOGETHER_MS) return [{ ...one, stayedAway }];
    if (one.after && stayedAway && wentWith(one) < TOGETHER) telling.push(one);
    return [{ ...one, isJudged: true }];
  });
  return { departures, telling };
}
