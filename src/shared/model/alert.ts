import { z } from 'zod';
import { AlertId, AttemptId, ExamId, SessionId, UserId } from './ids.ts';
import { Severity } from './severity.ts';
import { IsoTime } from './time.ts';

export const AlertStatus = z.enum(['new', 'acknowledged', 'in_progress', 'resolved', 'dismissed']);
export type AlertStatus = z.infer<typeof AlertStatus>;

/** A stored, numbered, human-facing incident (protocol 5). Carries no personal names. */
export const Alert = z.strictObject({
  id: AlertId,
  /** Order of creation, from 1, without gaps. */
  seq: z.int().min(1),
  /** One counter over creations and changes of all alerts. */
  rev: z.int().min(1),
  type: z.string(),
  severity: Severity,
  status: AlertStatus,
  title: z.string(),
  message: z.string(),
  source: z.string(),
  wall_name: z.string().optional(),
  threat_level: Severity,
  examId: ExamId.optional(),
  attemptId: AttemptId.optional(),
  sessionId: SessionId.optional(),
  userId: UserId.optional(),
  ip: z.string().optional(),
  riskScore: z.number().optional(),
  reasons: z.array(z.string()),
  /** Repeats of one incident within the grouping window. */
  count: z.int().min(1),
  firstAt: IsoTime,
  lastAt: IsoTime,
  timestamp: IsoTime,
  assignee: UserId.optional(),
  acknowledgedBy: UserId.optional(),
  acknowledgedAt: IsoTime.optional(),
  data: z.record(z.string(), z.unknown()),
});
export type Alert = z.infer<typeof Alert>;

/** The four alert types an attempt's events raise by the default policy (protocol 2). */
export const ATTEMPT_ALERT_TYPES = [
  'suspicious_activity',
  'high_risk_session',
  'critical_threat',
  'auto_suspend_triggered',
] as const;
export type AttemptAlertType = (typeof ATTEMPT_ALERT_TYPES)[number];

/** What policies, rules and incidents of the room raise. */
export const DECIDED_ALERT_TYPES = [...ATTEMPT_ALERT_TYPES, 'rule_matched', 'room_incident'] as const;
export type DecidedAlertType = (typeof DECIDED_ALERT_TYPES)[number];

export const isOpenAlert = (alert: { status: AlertStatus }): boolean =>
  alert.status !== 'resolved' && alert.status !== 'dismissed';
