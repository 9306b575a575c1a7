import type { Database } from 'better-sqlite3';
import type { AttemptId, ExamId, SessionId, UserId } from '../../../shared/model/ids.ts';
import type { Severity } from '../../../shared/model/severity.ts';
import type { StoredSecurityEvent } from '../../domain/records.ts';
import type { SecurityEventRepo } from '../../domain/store.ts';
import { flag, json, orNull } from '../columns.ts';
import type { EventIds } from '../event-ids.ts';
import { createKeptShare } from '../kept-share.ts';
import type { RowCaches } from '../row-cache.ts';
import type { UndoLog } from '../undo-log.ts';
import type { WriteBehind } from '../write-behind.ts';

/** Of one attempt: what its clients tell beside type and time. */
const MOST_DETAIL_BYTES = 16 * 1024 * 1024;

interface Row {
  number: number;
  client_id: string;
  session_id: string;
  attempt_id: string;
  user_id: string;
  exam_id: string;
  type: string;
  seq: number;
  prev: string | null;
  occurred_at: string;
  monotonic_ms: number | null;
  offline: number;
  severity_hint: Severity | null;
  details: string | null;
  violation: number;
  accommodated: number;
  received_at: number;
}

const toEvent = (row: Row): StoredSecurityEvent => ({
  number: row.number,
  id: row.client_id,
  sessionId: row.session_id as SessionId,
  attemptId: row.attempt_id as AttemptId,
  userId: row.user_id as UserId,
  examId: row.exam_id as ExamId,
  type: row.type,
  seq: row.seq,
  occurredAt: row.occurred_at,
  offline: row.offline === 1,
  violation: row.violation === 1,
  receivedAt: row.received_at,
  ...(row.accommodated === 1 ? { accommodated: true } : {}),
  ...(row.prev === null ? {} : { prev: row.prev }),
  ...(row.monotonic_ms === null ? {} : { monotonicMs: row.monotonic_ms }),
  ...(row.severity_hint === null ? {} : { severity: row.severity_hint }),
  ...(row.details === null ? {} : { details: json<Record<string, unknown>>(row.details) }),
});

/** How far a session's numbering has come. */
interface Numbering {
  /** Without a gap before it. */
  readonly last: number;
  /** Numbers that came behind a gap; some of them may lie before `last` by now. */
  readonly ahead: Set<number>;
}

/** Goes on from `from` as far as there is no gap. */
function goOn(from: number, ahead: ReadonlySet<number>): number {
  let last = from;
  while (ahead.has(last + 1)) last += 1;
  return last;
}

interface SecurityEventRepoParts {
  readonly ids: EventIds;
  readonly caches: RowCaches;
  readonly behind: WriteBehind;
  readonly undoLog: UndoLog;
}

export function createSecurityEventRepo(
  db: Database,
  { ids, caches, behind, undoLog }: SecurityEventRepoParts,
): SecurityEventRepo {
  const numberings = caches.create<SessionId, Numbering>(20_000);
  const insert = db.prepare(
    `INSERT INTO security_events (client_id, session_id, attempt_id, user_id, exam_id, type, seq, prev, occurred_at, monotonic_ms, offline,
       severity_hint, details, violation, received_at, accommodated) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const byNumber = db.prepare<[number], Row>('SELECT * FROM security_events WHERE number = ?');
  // Chosen by their numbers first: of a candidate who sent a hundred thousand, the others need not be read.
  const older = db.prepare<[string, number], Row>(
    `SELECT * FROM security_events WHERE number IN
       (SELECT number FROM event_ids WHERE attempt_id = ? ORDER BY number DESC LIMIT ?) ORDER BY number DESC`,
  );
  const seqs = db
    .prepare<[string, string], number>(
      'SELECT seq FROM event_ids JOIN security_events USING (number) WHERE event_ids.attempt_id = ? AND session_id = ?',
    )
    .pluck();
  const after = db.prepare<[number], Row>('SELECT * FROM security_events WHERE number > ? ORDER BY number LIMIT 1000');

  const lastNumber = db.prepare<[], number>('SELECT coalesce(max(number), 0) FROM security_events').pluck();
  const receivedFrom = db.prepare<[number], Pick<Row, 'number' | 'received_at'>>(
    'SELECT number, received_at FROM security_events WHERE number >= ? ORDER BY number LIMIT 1',
  );

  /** Numbers rise with the time of arrival: halved until one is left. Numbers of deleted events are passed over. */
  function lastBefore(at: number): number {
    let [low, high] = [0, lastNumber.get() ?? 0];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      const row = receivedFrom.get(middle);
      if (row && row.received_at < at) low = Math.max(middle, row.number);
      else high = middle - 1;
    }
    return low;
  }

  /** At most so many of the last of those that the table of ids may not lead to yet, ascending. */
  const newest = (attemptId: AttemptId, limit = Number.POSITIVE_INFINITY): Row[] =>
    ids
      .newest(attemptId)
      .slice(-limit)
      .flatMap((number) => byNumber.get(number) ?? []);

  const numberingOf = (attemptId: AttemptId, sessionId: SessionId): Numbering => {
    const known = numberings.get(sessionId, () => {
      const recent = newest(attemptId).filter((row) => row.session_id === sessionId);
      const ahead = new Set([...seqs.all(attemptId, sessionId), ...recent.map(({ seq }) => seq)]);
      const last = goOn(0, ahead);
      return { last, ahead: new Set([...ahead].filter((seq) => seq > last)) };
    });
    return known ?? { last: 0, ahead: new Set() };
  };

  const detailShare = createKeptShare(MOST_DETAIL_BYTES);

  return {
    keepsDetails: detailShare.isLeft,
    lastSeq: (attemptId, sessionId) => numberingOf(attemptId, sessionId).last,
    highestSeq: (attemptId, sessionId) => {
      const { last, ahead } = numberingOf(attemptId, sessionId);
      return [...ahead].reduce((highest, seq) => Math.max(highest, seq), last);
    },
    hasSeq: (attemptId, sessionId, seq) => {
      const { last, ahead } = numberingOf(attemptId, sessionId);
      return seq <= last || ahead.has(seq);
    },
    insert: (event) => {
      const before = numberingOf(event.attemptId, event.sessionId);
      if (ids.find(event.attemptId, event.id) !== undefined) return undefined;
      const details = event.details ? JSON.stringify(event.details) : null;
      if (details !== null) detailShare.take(event.attemptId, details.length);
      const number = Number(
        insert.run(
          event.id,
          event.sessionId,
          event.attemptId,
          event.userId,
          event.examId,
          event.type,
          event.seq,
          orNull(event.prev),
          event.occurredAt,
          orNull(event.monotonicMs),
          flag(event.offline ?? false),
          orNull(event.severity),
          details,
          flag(event.violation),
          event.receivedAt,
          flag(event.accommodated ?? false),
        ).lastInsertRowid,
      );
      ids.add(event.attemptId, event.id, number);
      behind.reached(number);
      const { last, ahead } = before;
      if (event.seq === last + 1) numberings.put(event.sessionId, { last: goOn(event.seq, ahead), ahead });
      else if (event.seq > last && !ahead.has(event.seq)) {
        ahead.add(event.seq);
        undoLog.note(() => void ahead.delete(event.seq));
      }
      return number;
    },
    ofAttempt: (attemptId, limit) => {
      const recent = newest(attemptId, limit);
      const known = new Set(recent.map(({ number }) => number));
      // Some of the newest may be in the table already, half-way through.
      const others = older.all(attemptId, limit).filter(({ number }) => !known.has(number));
      return [...others.reverse(), ...recent].slice(-limit).map(toEvent);
    },
    after: (number) => after.all(number).map(toEvent),
    lastBefore,
    lastCounted: behind.lastWritten,
  };
}
