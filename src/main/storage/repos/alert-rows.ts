import type { AlertStatus } from '../../../shared/model/alert.ts';
import type { AlertId, AttemptId, ExamId, SessionId, UserId } from '../../../shared/model/ids.ts';
import type { Severity } from '../../../shared/model/severity.ts';
import type { StoredAlert } from '../../domain/records.ts';
import { json, orNull, orUndefined } from '../columns.ts';

/** A row of the table `alerts`. */
export interface Row {
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
  raised_by: number | null;
  ip: string | null;
}

/** The row as the domain knows it. */
export const toAlert = (row: Row): StoredAlert => ({
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
  raisedBy: orUndefined(row.raised_by),
  ip: orUndefined(row.ip),
});

/** The values of a new row, in the order of INSERT_ALERT. */
export const newAlertValues = (alert: StoredAlert): unknown[] => [
  alert.seq,
  alert.id,
  alert.rev,
  alert.type,
  alert.severity,
  alert.status,
  alert.title,
  alert.message,
  alert.source,
  orNull(alert.examId),
  orNull(alert.attemptId),
  orNull(alert.sessionId),
  orNull(alert.userId),
  orNull(alert.riskScore),
  JSON.stringify(alert.reasons),
  alert.count,
  alert.firstAt,
  alert.lastAt,
  orNull(alert.assignee),
  orNull(alert.acknowledgedBy),
  orNull(alert.acknowledgedAt),
  JSON.stringify(alert.data),
  orNull(alert.groupingKey),
  orNull(alert.raisedBy),
  orNull(alert.ip),
];
export const INSERT_ALERT = `INSERT INTO alerts (seq, id, rev, type, severity, status, title, message, source, exam_id, attempt_id, session_id, user_id,
  risk_score, reasons, count, first_at, last_at, assignee, acknowledged_by, acknowledged_at, data, grouping_key, raised_by, ip)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** What can change in a row, and whose, in the order of UPDATE_ALERT. */
export const changedAlertValues = (alert: StoredAlert): unknown[] => [
  alert.rev,
  alert.severity,
  alert.status,
  orNull(alert.riskScore),
  JSON.stringify(alert.reasons),
  alert.count,
  alert.lastAt,
  orNull(alert.assignee),
  orNull(alert.acknowledgedBy),
  orNull(alert.acknowledgedAt),
  JSON.stringify(alert.data),
  alert.seq,
];
export const UPDATE_ALERT = `UPDATE alerts SET rev = ?, severity = ?, status = ?, risk_score = ?, reasons = ?, count = ?, last_at = ?, assignee = ?,
  acknowledged_by = ?, acknowledged_at = ?, data = ? WHERE seq = ?`;
