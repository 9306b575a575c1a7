import type { Database } from 'better-sqlite3';
import type { AttemptId, ExamId, SessionId, UserId } from '../../../shared/model/ids.ts';
import type { Severity } from '../../../shared/model/severity.ts';
import type { SecurityEventRepo, StoredSecurityEvent } from '../../domain/store.ts';
import { flag, json, orNull } from '../columns.ts';

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

export function createSecurityEventRepo(db: Database): SecurityEventRepo {
  const exists = db.prepare<[string, string], unknown>('SELECT 1 FROM security_events WHERE attempt_id = ? AND client_id = ?');
  const insert = db.prepare(
    `INSERT INTO security_events (client_id, session_id, attempt_id, user_id, exam_id, type, seq, prev, occurred_at, monotonic_ms, offline,
       severity_hint, details, violation, received_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const hasSeq = db.prepare<[string, number], unknown>('SELECT 1 FROM security_events WHERE session_id = ? AND seq = ? LIMIT 1');
  const ofAttempt = db.prepare<[string, number], Row>(
    'SELECT * FROM (SELECT * FROM security_events WHERE attempt_id = ? ORDER BY number DESC LIMIT ?) ORDER BY number',
  );
  return {
    exists: (attemptId, clientId) => exists.get(attemptId, clientId) !== undefined,
    insert: (event) =>
      void insert.run(
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
      ),
    hasSeq: (sessionId, seq) => hasSeq.get(sessionId, seq) !== undefined,
    ofAttempt: (attemptId, limit) => ofAttempt.all(attemptId, limit).map(toEvent),
  };
}
