import type { AttemptId, SessionId } from '../../../shared/model/ids.ts';
import { type ChainGap, chainFrom, withGaps } from '../walls/ether/event-chain.ts';
import type { Work } from '../work.ts';

/** Reports that come later than this after they were missed are history. */
const RECALLED_MS = 24 * 60 * 60_000;
/** A gap wider than that is kept as one: whoever leaves out so many numbers is not late with single reports. */
const MOST_LOOKED_AT = 2_000;

/** What is still missing of a gap, as runs of numbers. */
function stillMissing(gap: ChainGap, isThere: (seq: number) => boolean): ChainGap[] {
  if (gap.to - gap.from >= MOST_LOOKED_AT) return [gap];
  const runs: ChainGap[] = [];
  for (let seq = gap.from; seq <= gap.to; seq += 1) {
    if (isThere(seq)) continue;
    const last = runs.at(-1);
    if (last?.to === seq - 1) runs[runs.length - 1] = { ...last, to: seq };
    else runs.push({ ...gap, from: seq, to: seq });
  }
  return runs;
}

/**
 * Gaps that were told before the room was restarted are waited for again, so that what comes after all is taken back as if the room
 * had been there all the time (W5). What was missing and not told by then stays the restart's doing. To be asked once, at a start.
 */
export function recallGaps({ store, now }: Pick<Work, 'store' | 'now'>): void {
  const { course, events, chains } = store;
  const open = new Map<SessionId, { readonly attemptId: AttemptId; readonly gaps: ChainGap[] }>();
  for (const entry of course.from(now - RECALLED_MS, ['observation'])) {
    if (entry.kind !== 'observation' || !entry.gap || entry.sessionId === undefined) continue;
    const { attemptId, sessionId, at } = entry;
    const { from, to } = entry.gap;
    const told: ChainGap = { root: from, from, to, since: at, toldAt: at };
    const missing = stillMissing(told, (seq) => events.hasSeq(attemptId, sessionId, seq));
    const known = open.get(sessionId) ?? { attemptId, gaps: [] };
    known.gaps.push(...missing);
    open.set(sessionId, known);
  }
  for (const [sessionId, { attemptId, gaps }] of open)
    if (gaps.length > 0) chains.put(sessionId, attemptId, withGaps(chainFrom(events.highestSeq(attemptId, sessionId)), gaps));
}
