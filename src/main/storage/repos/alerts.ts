import type { Database } from 'better-sqlite3';
import type { AlertStatus } from '../../../shared/model/alert.ts';
import type { AlertId, AttemptId, ExamId, SessionId, UserId } from '../../../shared/model/ids.ts';
import type { Severity } from '../../../shared/model/severity.ts';
import type { AlertFilter, StoredAlert } from '../../domain/records.ts';
import type { AlertRepo } from '../../domain/store.ts';
import { json, orNull, orUndefined } from '../columns.ts';
import type { RowCaches } from '../row-cache.ts';
import type { SealedText } from '../sealed-text.ts';

interface Row {
  seq: number;
  id: string;
  rev: number;
  type: string;
  severity: Severity;
  status: AlertStatus;
  title: string;
  message: string;
  source: string;
  exam_id: string | null;
  attempt_id: string | null;
  session_id: string | null;
  user_id: string | null;
  risk_score: number | null;
  reasons: string;
  count: number;
  first_at: number;
  last_at: number;
  assignee: string | null;
  acknowledged_by: string | null;
  acknowledged_at: number | null;
  data: string;
  grouping_key: string | null;
}

const toAlert = (row: Row): StoredAlert => ({
  seq: row.seq,
  id: row.id as AlertId,
  rev: row.rev,
  type: row.type,
  severity: row.severity,
  status: row.status,
  title: row.title,
  message: row.message,
  source: row.source,
  examId: orUndefined(row.exam_id) as ExamId | undefined,
  attemptId: orUndefined(row.attempt_id) as AttemptId | undefined,
  sessionId: orUndefined(row.session_id) as SessionId | undefined,
  userId: orUndefined(row.user_id) as UserId | undefined,
  riskScore: orUndefined(row.risk_score),
  reasons: json<string[]>(row.reasons),
  count: row.count,
  firstAt: row.first_at,
  lastAt: row.last_at,
  assignee: orUndefined(row.assignee) as UserId | undefined,
  acknowledgedBy: orUndefined(row.acknowledged_by) as UserId | undefined,
  acknowledgedAt: orUndefined(row.acknowledged_at),
  data: json<Record<string, unknown>>(row.data),
  groupingKey: orUndefined(row.grouping_key),
});

const toParameters = (alert: StoredAlert) => ({
  seq: alert.seq,
  id: alert.id,
  rev: alert.rev,
  type: alert.type,
  severity: alert.severity,
  status: alert.status,
  title: alert.title,
  message: alert.message,
  source: alert.source,
  examId: orNull(alert.examId),
  attemptId: orNull(alert.attemptId),
  sessionId: orNull(alert.sessionId),
  userId: orNull(alert.userId),
  riskScore: orNull(alert.riskScore),
  reasons: JSON.stringify(alert.reasons),
  count: alert.count,
  firstAt: alert.firstAt,
  lastAt: alert.lastAt,
  assignee: orNull(alert.assignee),
  acknowledgedBy: orNull(alert.acknowledgedBy),
  acknowledgedAt: orNull(alert.acknowledgedAt),
  data: JSON.stringify(alert.data),
  groupingKey: orNull(alert.groupingKey),
});

/** The conditions of a filter that are set, with what they bind. */
function where(filter: AlertFilter): { sql: string; values: unknown[] } {
  const terms: [string, unknown][] = [];
  const add = (term: string, value: unknown) => value !== undefined && terms.push([term, value]);
  add('status = ?', filter.status);
  add('severity = ?', filter.severity);
  add('type = ?', filter.type);
  add('exam_id = ?', filter.examId);
  add('attempt_id = ?', filter.attemptId);
  add('seq < ?', filter.beforeSeq);
  add('seq > ?', filter.afterSeq);
  add("instr(lower(title || ' ' || message || ' ' || type), lower(?)) > 0", filter.q);
  return {
    sql: terms.length > 0 ? `WHERE ${terms.map(([term]) => term).join(' AND ')}` : '',
    values: terms.map(([, value]) => value),
  };
}

/** The highest numbers given out; gaps are impossible, because undone work takes its numbers back. */
interface Counters {
  readonly seq: number;
  readonly rev: number;
}

export function createAlertRepo(db: Database, texts: SealedText, caches: RowCaches): AlertRepo {
  const keptOfGroup = caches.create<string, StoredAlert>(20_000);
  const byId = db.prepare<[string], Row>('SELECT * FROM alerts WHERE id = ?');
  const lastOfGroup = db.prepare<[string], Row>('SELECT * FROM alerts WHERE grouping_key = ? ORDER BY seq DESC LIMIT 1');
  const counted = caches.create<'counters', Counters>(1);
  const readCounters = db.prepare<[], Counters>('SELECT coalesce(max(seq), 0) AS seq, coalesce(max(rev), 0) AS rev FROM alerts');
  const insert = db.prepare(
    `INSERT INTO alerts (seq, id, rev, type, severity, status, title, message, source, exam_id, attempt_id, session_id, user_id, risk_score, reasons,
       count, first_at, last_at, assignee, acknowledged_by, acknowledged_at, data, grouping_key)
     VALUES (:seq, :id, :rev, :type, :severity, :status, :title, :message, :source, :examId, :attemptId, :sessionId, :userId, :riskScore, :reasons,
       :count, :firstAt, :lastAt, :assignee, :acknowledgedBy, :acknowledgedAt, :data, :groupingKey)`,
  );
  const update = db.prepare(
    `UPDATE alerts SET rev = :rev, severity = :severity, status = :status, risk_score = :riskScore, reasons = :reasons, count = :count,
       last_at = :lastAt, assignee = :assignee, acknowledged_by = :acknowledgedBy, acknowledged_at = :acknowledgedAt, data = :data WHERE seq = :seq`,
  );
  const after = db.prepare<[number, number], Row>('SELECT * FROM alerts WHERE seq > ? ORDER BY seq LIMIT ?');
  const changedSince = db.prepare<[number, number, number], Row>(
    'SELECT * FROM alerts WHERE rev > ? AND seq <= ? ORDER BY rev LIMIT ?',
  );
  const count = db.prepare<[string], { n: number }>('SELECT count(*) AS n FROM alerts WHERE attempt_id = ?');
  const openCount = db.prepare<[string], { n: number }>(
    `SELECT count(*) AS n FROM alerts WHERE attempt_id = ? AND status NOT IN ('resolved', 'dismissed')`,
  );
  const note = db.prepare('INSERT INTO alert_notes (alert_id, at, by_user, action, text_sealed) VALUES (?, ?, ?, ?, ?)');
  const one = (row: Row | undefined) => row && toAlert(row);
  const counters = (): Counters => counted.get('counters', () => readCounters.get()) ?? { seq: 0, rev: 0 };
  const advance = (name: keyof Counters): number => {
    const after = { ...counters(), [name]: counters()[name] + 1 };
    counted.put('counters', after);
    return after[name];
  };
  const lastKept = (key: string): StoredAlert | undefined => keptOfGroup.get(key, () => one(lastOfGroup.get(key)));
  const keep = (alert: StoredAlert): void => {
    if (alert.groupingKey !== undefined) keptOfGroup.put(alert.groupingKey, alert);
  };
  return {
    byId: (id) => one(byId.get(id)),
    lastOfGroup: lastKept,
    nextSeq: () => advance('seq'),
    nextRev: () => advance('rev'),
    lastSeq: () => counters().seq,
    lastRev: () => counters().rev,
    insert: (alert) => {
      insert.run(toParameters(alert));
      keep(alert);
    },
    update: (alert) => {
      const {
        seq,
        rev,
        severity,
        status,
        riskScore,
        reasons,
        count: times,
        lastAt,
        assignee,
        acknowledgedBy,
        acknowledgedAt,
        data,
      } = toParameters(alert);
      update.run({
        seq,
        rev,
        severity,
        status,
        riskScore,
        reasons,
        count: times,
        lastAt,
        assignee,
        acknowledgedBy,
        acknowledgedAt,
        data,
      });
      // An older alert of the group that is worked on later does not take the newest one's place.
      if (alert.groupingKey !== undefined && lastKept(alert.groupingKey)?.seq === alert.seq) keep(alert);
    },
    list: (filter) => {
      const { sql, values } = where(filter);
      return db
        .prepare<unknown[], Row>(`SELECT * FROM alerts ${sql} ORDER BY seq DESC LIMIT ?`)
        .all(...values, filter.limit)
        .map(toAlert);
    },
    after: (seq, limit) => after.all(seq, limit).map(toAlert),
    changedSince: (rev, maxSeq, limit) => changedSince.all(rev, maxSeq, limit).map(toAlert),
    openCount: (attemptId) => openCount.get(attemptId)?.n ?? 0,
    count: (attemptId) => count.get(attemptId)?.n ?? 0,
    addNote: (alertId, at, by, action, text) => {
      // About the candidate if the alert is about one, and else its author's own affair.
      const about = one(byId.get(alertId))?.userId ?? by;
      note.run(alertId, at, by, action, texts.seal(about, text));
    },
  };
}
