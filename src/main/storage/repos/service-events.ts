import type { Database } from 'better-sqlite3';
import type { AttemptId, ExamId, SessionId, UserId } from '../../../shared/model/ids.ts';
import type { Severity } from '../../../shared/model/severity.ts';
import type { ServiceEventRepo, StoredServiceEvent } from '../../domain/service-events/service-event-store.ts';
import { flag, json, orNull, orUndefined } from '../columns.ts';
import type { RowCaches } from '../row-cache.ts';

interface Row {
  client_id: string;
  session_id: string;
  user_id: string;
  attempt_id: string | null;
  exam_id: string | null;
  source: string;
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

const toEvent = (row: Row): StoredServiceEvent => ({
  id: row.client_id,
  sessionId: row.session_id as SessionId,
  userId: row.user_id as UserId,
  attemptId: orUndefined(row.attempt_id) as AttemptId | undefined,
  examId: orUndefined(row.exam_id) as ExamId | undefined,
  source: row.source,
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

export function createServiceEventRepo(db: Database, caches: RowCaches): ServiceEventRepo {
  /** How far each key's numbering has come without a gap; kept for as long as nothing is undone. */
  const reached = caches.create<SessionId, number>(1_000);
  const insert = db.prepare(
    `INSERT INTO service_events (client_id, session_id, user_id, attempt_id, exam_id, source, type, seq, prev, occurred_at, monotonic_ms,
       offline, severity_hint, details, violation, received_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (user_id, client_id) DO NOTHING`,
  );
  const most = db.prepare<[string], number | null>('SELECT MAX(seq) FROM service_events WHERE session_id = ?').pluck();
  const has = db
    .prepare<[string, number], number>('SELECT 1 FROM service_events WHERE session_id = ? AND seq = ? LIMIT 1')
    .pluck();
  const ofAttempt = db.prepare<[string, number], Row>(
    'SELECT * FROM (SELECT * FROM service_events WHERE attempt_id = ? ORDER BY number DESC LIMIT ?) ORDER BY number',
  );
  return {
    insert: (event) => {
      const { changes } = insert.run(
        event.id,
        event.sessionId,
        event.userId,
        orNull(event.attemptId),
        orNull(event.examId),
        event.source,
        event.type,
        event.seq ?? (most.get(event.sessionId) ?? 0) + 1,
        orNull(event.prev),
        event.occurredAt,
        orNull(event.monotonicMs),
        flag(event.offline ?? false),
        orNull(event.severity),
        event.details ? JSON.stringify(event.details) : null,
        flag(event.violation),
        event.receivedAt,
      );
      return changes > 0;
    },
    lastSeq: (sessionId) => {
      let last = reached.get(sessionId, () => 0) ?? 0;
      while (has.get(sessionId, last + 1)) last += 1;
      reached.put(sessionId, last);
      return last;
    },
    ofAttempt: (attemptId, limit) => ofAttempt.all(attemptId, limit).map(toEvent),
  };
}
