import type { Database } from 'better-sqlite3';
import type { AttemptId, ExamId, SessionId, UserId } from '../../../shared/model/ids.ts';
import type { Severity } from '../../../shared/model/severity.ts';
import type { StoredSecurityEvent } from '../../domain/records.ts';
import type { SecurityEventRepo } from '../../domain/store.ts';
import { flag, json, orNull } from '../columns.ts';
import type { RowCaches } from '../row-cache.ts';

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
  ...(row.prev === null ? {} : { prev: row.prev }),
  ...(row.monotonic_ms === null ? {} : { monotonicMs: row.monotonic_ms }),
  ...(row.severity_hint === null ? {} : { severity: row.severity_hint }),
  ...(row.details === null ? {} : { details: json<Record<string, unknown>>(row.details) }),
});

/** How far a session's numbering has come. */
interface Numbering {
  /** Without a gap before it. */
  readonly last: number;
  /** The highest, behind whatever gaps. */
  readonly most: number;
}

export function createSecurityEventRepo(db: Database, caches: RowCaches): SecurityEventRepo {
  const numberings = caches.create<SessionId, Numbering>(20_000);
  const insert = db.prepare(
    `INSERT INTO security_events (client_id, session_id, attempt_id, user_id, exam_id, type, seq, prev, occurred_at, monotonic_ms, offline,
       severity_hint, details, violation, received_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (attempt_id, client_id) DO NOTHING`,
  );
  const seqs = db
    .prepare<[string, string, number], number>(
      'SELECT seq FROM security_events WHERE attempt_id = ? AND session_id = ? AND seq > ? ORDER BY seq',
    )
    .pluck();
  const ofAttempt = db.prepare<[string, number], Row>(
    'SELECT * FROM (SELECT * FROM security_events WHERE attempt_id = ? ORDER BY number DESC LIMIT ?) ORDER BY number',
  );

  /** Goes on from `last` over what is stored without a gap. */
  function countOn(attemptId: AttemptId, sessionId: SessionId, from: number): Numbering {
    const stored = seqs.all(attemptId, sessionId, from);
    let last = from;
    for (const seq of stored) {
      if (seq > last + 1) break;
      last = Math.max(last, seq);
    }
    return { last, most: stored.at(-1) ?? from };
  }
  const numberingOf = (attemptId: AttemptId, sessionId: SessionId): Numbering =>
    numberings.get(sessionId, () => countOn(attemptId, sessionId, 0)) ?? { last: 0, most: 0 };

  return {
    lastSeq: (attemptId, sessionId) => numberingOf(attemptId, sessionId).last,
    insert: (event) => {
      const before = numberingOf(event.attemptId, event.sessionId);
      const { changes } = insert.run(
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
        event.details ? JSON.stringify(event.details) : null,
        flag(event.violation),
        event.receivedAt,
      );
      if (changes === 0) return false;
      const isNext = event.seq === before.last + 1;
      const most = Math.max(before.most, event.seq);
      const closesGap = isNext && before.most > event.seq;
      numberings.put(
        event.sessionId,
        closesGap ? countOn(event.attemptId, event.sessionId, event.seq) : { last: isNext ? event.seq : before.last, most },
      );
      return true;
    },
    ofAttempt: (attemptId, limit) => ofAttempt.all(attemptId, limit).map(toEvent),
  };
}
