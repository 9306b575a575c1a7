import { z } from 'zod';
import type { SessionId } from '../../../shared/model/ids.ts';
import type { ToldGap } from '../../domain/attempts/chain-store.ts';
import type { SettingRepo } from '../../domain/store.ts';
import type { RowCaches } from '../row-cache.ts';
import type { WriteBehind } from '../write-behind.ts';

/** One setting holds them all: few sessions ever have a gap. */
const NAME = 'told_gaps';
/** Of so many sessions at most, the latest told. */
const MOST_SESSIONS = 500;

const Seq = z.int().min(1);
const Stored = z.array(
  z.tuple([z.string().max(64), z.array(z.strictObject({ root: Seq, from: Seq, to: Seq, toldAt: z.number() })).max(64)]),
);
type Told = ReadonlyMap<string, readonly ToldGap[]>;

/** A damaged one costs no more than that a gap which is filled late stays told. */
function parse(text: string | undefined): Told {
  try {
    return new Map(Stored.parse(JSON.parse(text ?? '[]')));
  } catch {
    return new Map();
  }
}

export interface ToldGaps {
  of(sessionId: SessionId): readonly ToldGap[];
  /** Written behind, in the same transaction as the alert or its withdrawal. */
  set(sessionId: SessionId, gaps: readonly ToldGap[]): void;
}

const isSame = (one: readonly ToldGap[], other: readonly ToldGap[]): boolean =>
  one.length === other.length &&
  one.every(({ root, from, to }, at) => {
    const before = other[at];
    return before?.root === root && before.from === from && before.to === to;
  });

/** Gaps in the chains of sessions that staff were told of, kept over a restart (W5). */
export function createToldGaps(settings: SettingRepo, caches: RowCaches, behind: WriteBehind): ToldGaps {
  const kept = caches.create<'all', Told>(1);
  const waiting = behind.rows<'all', Told>((told) => settings.set(NAME, JSON.stringify([...told])));
  const all = (): Told => kept.get('all', () => waiting.get('all') ?? parse(settings.get(NAME))) ?? new Map();
  return {
    of: (sessionId) => all().get(sessionId) ?? [],
    set: (sessionId, gaps) => {
      const before = all();
      if (isSame(gaps, before.get(sessionId) ?? [])) return;
      const others = [...before].filter(([id]) => id !== sessionId);
      const entries = gaps.length === 0 ? others : [...others, [sessionId, gaps] as const];
      const told: Told = new Map(entries.slice(-MOST_SESSIONS));
      kept.put('all', told);
      waiting.put('all', told);
    },
  };
}
