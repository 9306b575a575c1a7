import { z } from 'zod';
import { toIso } from '../../../shared/model/time.ts';
import type { LookupKeys } from '../ports.ts';
import { sourceOf } from '../walls/fire/place.ts';
import type { Work } from '../work.ts';

/** So many refusals of one kind from one address stand in the log one by one: what people mistype, each with its time. */
export const TOLD_SINGLY = 5;
/** What goes on longer is counted, and told once in so long. */
export const SPAN_MS = 10 * 60_000;
/** Addresses (with a kind of refusal each) that are counted apart; further ones share one count for each kind. */
const MOST_SOURCES = 500;

/**
 * A refusal about somebody who is known: whose account or attempt it was must not vanish behind others of the same address, which in a
 * hall is everybody's. There are no more of them than people on a list.
 */
const IS_SOMEBODY = /^(?:user|attempt):/;

interface Count {
  readonly action: string;
  readonly why: string | undefined;
  readonly since: number;
  singly: number;
  counted: number;
  /** What all that were counted were about; `room` when they differ. */
  subject: string | undefined;
}

/**
 * Refusals of people nobody knows, in the audit log: the first of each address and kind (and account or attempt, where it is about one)
 * one by one, all others as one entry with their number for each span. So the log tells what happened, and no stranger fills the disk with it.
 */
export interface RefusalTally {
  /** Part of the transaction of the command that is refused; `why` is a word of the program, never of a client. */
  note(work: Work, action: string, subject: string, why?: string): void;
  /**
   * Tells what was counted in spans that are over, or in all of them: when the room stops. What is not told yet is kept in the store,
   * so that a crash forgets no more than came since it was asked last: once a minute.
   */
  tell(work: Work, which?: 'over' | 'all'): void;
  /** Tells what the room that was here before counted and could not tell any more. To be called at the start. */
  recall(work: Work): void;
}

const KEPT = 'refusals_counted';

const Kept = z.array(
  z.strictObject({
    action: z.string(),
    why: z.string().optional(),
    subject: z.string().optional(),
    since: z.int(),
    counted: z.int().min(1),
  }),
);

/** What stands in the store is ours; a damaged one costs nothing but the numbers in it. */
function parse(text: string | undefined): z.infer<typeof Kept> {
  try {
    return Kept.parse(JSON.parse(text || '[]'));
  } catch {
    return [];
  }
}

function enter(work: Work, { action, why, since, counted, subject = 'room' }: Omit<Count, 'singly'>): void {
  work.audit(action, subject, { ...(why === undefined ? {} : { why }), times: counted, since: toIso(since) });
}

export function createRefusalTally(lookup: Pick<LookupKeys, 'of'>): RefusalTally {
  const counts = new Map<string, Count>();

  function countOf(work: Work, action: string, subject: string, why: string | undefined): Count {
    const ip = work.actor.kind === 'room' ? 'local' : work.actor.ip;
    const kind = `${action} ${why ?? ''}`;
    const own = `${kind} ${IS_SOMEBODY.test(subject) ? subject : ''} ${lookup.of('place', sourceOf(ip))}`;
    const key = counts.has(own) || counts.size < MOST_SOURCES ? own : `${kind} elsewhere`;
    const known = counts.get(key);
    if (known) return known;
    const fresh: Count = { action, why, since: work.now, singly: 0, counted: 0, subject: undefined };
    counts.set(key, fresh);
    return fresh;
  }

  return {
    note: (work, action, subject, why) => {
      const count = countOf(work, action, subject, why);
      if (count.singly < TOLD_SINGLY) {
        count.singly++;
        work.audit(action, subject, why === undefined ? {} : { why });
        return;
      }
      count.counted++;
      count.subject = count.subject === undefined || count.subject === subject ? subject : 'room';
    },
    tell: (work, which = 'over') => {
      const untold: Count[] = [];
      for (const [key, count] of counts) {
        const { since, counted } = count;
        if (which === 'over' && work.now - since < SPAN_MS) {
          if (counted > 0) untold.push(count);
          continue;
        }
        if (counted > 0) enter(work, count);
        // Only what is in the log is forgotten: a store that cannot be written just now is told again.
        work.afterCommit(() => {
          const now = counts.get(key);
          if (now === undefined) return;
          if (now.counted === counted) counts.delete(key);
          else now.counted -= counted;
        });
      }
      const text = JSON.stringify(untold.map(({ singly: _, ...rest }) => rest));
      if (text !== (work.store.settings.get(KEPT) ?? '[]')) work.store.settings.set(KEPT, text);
    },
    recall: (work) => {
      const untold = parse(work.store.settings.get(KEPT));
      for (const count of untold) enter(work, { ...count, why: count.why, subject: count.subject });
      if (untold.length > 0) work.store.settings.set(KEPT, '[]');
    },
  };
}
