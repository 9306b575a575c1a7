import type { Database } from 'better-sqlite3';
import type { AttemptId } from '../../shared/model/ids.ts';
import type { UndoLog } from './undo-log.ts';

/**
 * Which event of an attempt has which client-made id, for ever. The newest are known from memory; the table
 * `event_ids` gets them later, sorted by attempt: each id by itself would touch a page of its own, and a page costs
 * more than an event. After a crash the newest are read from the events themselves.
 */
export interface EventIds {
  /** The event's number; undefined when the attempt has none with this id. */
  find(attemptId: AttemptId, clientId: string): number | undefined;
  add(attemptId: AttemptId, clientId: string, number: number): void;
  /** Numbers of those events that the table does not have yet, ascending. */
  newest(attemptId: AttemptId): number[];
  /** Writes a share of what is to be written, inside the open transaction. To be called before every commit. */
  writeSome(): void;
  /** Writes all of it, inside the open transaction. */
  writeAll(): void;
}

/** Many enough for several to fall on one page, few enough to be read again at the next start in a few milliseconds. */
const COLLECTED = 16_384;
/** Of those collected before, so many are written for each one that comes: done well before the next are collected. */
const WRITTEN_FOR_EACH = 2;

type Ids = Map<AttemptId, Map<string, number>>;
type Entry = readonly [attemptId: AttemptId, clientId: string, number: number];

/** In the order of the table's key. */
function sorted(ids: Ids): Entry[] {
  return [...ids.keys()]
    .sort()
    .flatMap((attemptId) =>
      [...(ids.get(attemptId) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, number]): Entry => [attemptId, id, number]),
    );
}

export interface EventIdsParts {
  readonly undoLog: UndoLog;
  /** Up to which event's number the table is complete. */
  readonly written: number;
  /** Stores that number, inside the open transaction. */
  writePosition(event: number): void;
  /** So many ids are collected before they are written. */
  readonly collected?: number;
}

export function createEventIds(
  db: Database,
  { undoLog, written, writePosition, collected = COLLECTED }: EventIdsParts,
): EventIds {
  const lookUp = db
    .prepare<[string, string], number>('SELECT number FROM event_ids WHERE attempt_id = ? AND client_id = ?')
    .pluck();
  // What a crash interrupted is written again.
  const insert = db.prepare<[string, string, number]>(
    'INSERT INTO event_ids (attempt_id, client_id, number) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  /** Ids of the newest events. `last` is the number of the last of them. */
  let collecting = { ids: new Map() as Ids, count: 0, last: written };
  /** Those before them, on their way into the table. */
  let leaving: { ids: Ids; entries: readonly Entry[]; done: number; last: number } | undefined;
  let due = 0;

  function put(attemptId: AttemptId, clientId: string, number: number): Map<string, number> {
    let ofAttempt = collecting.ids.get(attemptId);
    if (!ofAttempt) {
      ofAttempt = new Map();
      collecting.ids.set(attemptId, ofAttempt);
    }
    ofAttempt.set(clientId, number);
    collecting.count += 1;
    collecting.last = number;
    return ofAttempt;
  }

  function write(most: number): void {
    if (!leaving || most === 0) return;
    const before = leaving;
    const { entries, done } = before;
    const end = Math.min(entries.length, done + most);
    for (let index = done; index < end; index++) insert.run(...(entries[index] as Entry));
    undoLog.note(() => {
      leaving = before;
    });
    leaving = end < entries.length ? { ...before, done: end } : undefined;
    if (!leaving) writePosition(before.last);
  }

  function letLeave(): void {
    const before = { collecting, leaving };
    undoLog.note(() => {
      ({ collecting, leaving } = before);
    });
    leaving = { ids: collecting.ids, entries: sorted(collecting.ids), done: 0, last: collecting.last };
    collecting = { ids: new Map(), count: 0, last: collecting.last };
  }

  for (const { attempt_id, client_id, number } of db
    .prepare<[number], { attempt_id: string; client_id: string; number: number }>(
      'SELECT attempt_id, client_id, number FROM security_events WHERE number > ? ORDER BY number',
    )
    .iterate(written))
    put(attempt_id as AttemptId, client_id, number);

  return {
    find: (attemptId, clientId) =>
      collecting.ids.get(attemptId)?.get(clientId) ??
      leaving?.ids.get(attemptId)?.get(clientId) ??
      lookUp.get(attemptId, clientId),
    add: (attemptId, clientId, number) => {
      const into = collecting;
      const { last } = into;
      const ofAttempt = put(attemptId, clientId, number);
      due += WRITTEN_FOR_EACH;
      undoLog.note(() => {
        ofAttempt.delete(clientId);
        into.count -= 1;
        into.last = last;
      });
    },
    newest: (attemptId) => [...(leaving?.ids.get(attemptId)?.values() ?? []), ...(collecting.ids.get(attemptId)?.values() ?? [])],
    writeSome: () => {
      if (!leaving && collecting.count >= collected) letLeave();
      write(due);
      due = 0;
    },
    writeAll: () => {
      write(Number.POSITIVE_INFINITY);
      letLeave();
      write(Number.POSITIVE_INFINITY);
    },
  };
}
