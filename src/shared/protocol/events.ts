import { z } from 'zod';
import type { Alert } from '../model/alert.ts';
import { AttemptState, Monitoring, Progress } from '../model/attempt.ts';
import { AttemptMessageKind } from '../model/attempt-message.ts';
import { SittingState } from '../model/exam.ts';
import { AlertId, AttemptId, ExamId, SessionId, SittingId, UserId } from '../model/ids.ts';
import type { RoomMetrics } from '../model/metrics.ts';
import type { NotificationMessage } from '../model/notification.ts';
import { RecoveryMethod, RecoveryRequestId } from '../model/recovery.ts';
import { Role } from '../model/role.ts';
import { Device } from '../model/session.ts';
import { Severity } from '../model/severity.ts';
import { IsoTime } from '../model/time.ts';

/** Rooms a connection is in, by its identity and never by what it claims (protocol 1). */
export type RoomName =
  | 'admin-dashboard'
  | 'security'
  | typeof METRICS_ROOM
  | `exam:${ExamId}`
  | `user:${UserId}`
  | `recovery:${RecoveryRequestId}`;
/** Connections of staff that sent `metrics_subscribe`. */
export const METRICS_ROOM = 'metrics';
export const examRoom = (id: ExamId): RoomName => `exam:${id}`;
export const userRoom = (id: UserId): RoomName => `user:${id}`;
/** Whoever asks with a recovery token: nothing but the status of this request is said there. */
export const recoveryRoom = (id: RecoveryRequestId): RoomName => `recovery:${id}`;

/** An exam-security event as staff receive it (protocol 2). */
export const StaffSecurityEvent = z.strictObject({
  id: z.guid(),
  type: z.string(),
  severity: Severity,
  title: z.string(),
  message: z.string(),
  examId: ExamId,
  attemptId: AttemptId,
  sessionId: SessionId.optional(),
  userId: UserId,
  userName: z.string().optional(),
  riskScore: z.number(),
  alertId: AlertId.optional(),
  reasons: z.array(z.string()),
  timestamp: IsoTime,
  data: z.record(z.string(), z.unknown()).optional(),
});
export type StaffSecurityEvent = z.infer<typeof StaffSecurityEvent>;

/** The same to the candidate concerned: no score, no name, no alert; reasons in plain words. */
export const CandidateSecurityEvent = StaffSecurityEvent.omit({ riskScore: true, userName: true, alertId: true, data: true });
export type CandidateSecurityEvent = z.infer<typeof CandidateSecurityEvent>;

/** The copy for everybody in the exam: names nobody. */
export const AnonymousSecurityEvent = z.strictObject({
  id: z.guid(),
  type: z.string(),
  severity: Severity,
  title: z.string(),
  message: z.string(),
  examId: ExamId,
  timestamp: IsoTime,
});
export type AnonymousSecurityEvent = z.infer<typeof AnonymousSecurityEvent>;

export const SessionUpdate = z.strictObject({
  type: z.enum(['connected', 'disconnected', 'terminated']),
  session: z.strictObject({ id: SessionId, userId: UserId, examId: ExamId.optional(), role: Role }),
  device: Device,
  timestamp: IsoTime,
});
export type SessionUpdate = z.infer<typeof SessionUpdate>;

export const ExamStateEvent = z.strictObject({
  examId: ExamId,
  sittingId: SittingId,
  state: SittingState,
  serverTime: IsoTime,
  endsAt: IsoTime.optional(),
});
export type ExamStateEvent = z.infer<typeof ExamStateEvent>;

export const AttemptStateEvent = z.strictObject({
  attemptId: AttemptId,
  sessionId: SessionId.optional(),
  state: AttemptState,
  monitoring: Monitoring,
  connected: z.boolean(),
  endsAt: IsoTime.optional(),
  progress: Progress,
  reason: z.string().optional(),
  /** On a break they were granted, which lasts until then at most (EX10). */
  breakEndsAt: IsoTime.optional(),
  /** Breaks granted and not taken yet; absent where none are granted. */
  breaksLeft: z.int().optional(),
});
export type AttemptStateEvent = z.infer<typeof AttemptStateEvent>;

export const ExamMessage = z.strictObject({
  id: z.guid(),
  examId: ExamId,
  title: z.string(),
  message: z.string(),
  severity: Severity,
  from: z.string(),
  timestamp: IsoTime,
});
export type ExamMessage = z.infer<typeof ExamMessage>;

export const ToolAccessEvent = z.strictObject({
  /** A denial is `revoked` with its reason, and so is the end of a grant's time. */
  type: z.enum(['granted', 'revoked', 'requested']),
  tool: z.strictObject({ id: z.string(), name: z.string() }),
  userId: UserId,
  sessionId: SessionId,
  dataPoints: z.array(z.string()),
  expiresAt: IsoTime.optional(),
  by: UserId.optional(),
  reason: z.string().optional(),
  timestamp: IsoTime,
});
export type ToolAccessEvent = z.infer<typeof ToolAccessEvent>;

export const RecoveryStatusEvent = z.strictObject({
  /** Without a custodian, `denied` means that nobody decided in time, or that the attempt went on without it. */
  type: z.enum(['pending', 'approved', 'denied']),
  requestId: RecoveryRequestId,
  userId: UserId,
  method: RecoveryMethod,
  custodian: UserId.optional(),
  remainingApprovals: z.int().optional(),
  timestamp: IsoTime,
});
export type RecoveryStatusEvent = z.infer<typeof RecoveryStatusEvent>;

export const AttemptMessageEvent = z.strictObject({
  attemptId: AttemptId,
  kind: AttemptMessageKind,
  text: z.string(),
  timestamp: IsoTime,
});
export type AttemptMessageEvent = z.infer<typeof AttemptMessageEvent>;

/** What is watched in an exam was changed (LD8); about the exam, and about nobody in it. */
export const WatchChangedEvent = z.strictObject({
  examId: ExamId,
  /** Of the policy. */
  name: z.string(),
  watched: z.array(z.string()),
  notWatched: z.array(z.string()).optional(),
  timestamp: IsoTime,
});
export type WatchChangedEvent = z.infer<typeof WatchChangedEvent>;

/** Server to client, Socket.IO: name -> payload. Who receives each is the publisher's choice of rooms. */
export interface RoomEvents {
  suspicious_activity: StaffSecurityEvent;
  high_risk_session: StaffSecurityEvent | CandidateSecurityEvent;
  critical_threat: StaffSecurityEvent | CandidateSecurityEvent;
  auto_suspend_triggered: StaffSecurityEvent | AnonymousSecurityEvent;
  monitoring_increased: CandidateSecurityEvent;
  security_warning: CandidateSecurityEvent;
  session_suspended: CandidateSecurityEvent;
  'security-alert': Alert;
  'alert-updated': Alert;
  'session-update': SessionUpdate;
  'exam-state': ExamStateEvent;
  'exam-message': ExamMessage;
  'attempt-state': AttemptStateEvent;
  'tool-access': ToolAccessEvent;
  'recovery-status': RecoveryStatusEvent;
  'attempt-message': AttemptMessageEvent;
  'watch-changed': WatchChangedEvent;
  notification: NotificationMessage;
  metrics: RoomMetrics;
}
export type RoomEventName = keyof RoomEvents;

/** What a command produced for others: delivered by the hub once the transaction is committed. */
export type OutgoingEvent = {
  [Name in RoomEventName]: { readonly name: Name; readonly payload: RoomEvents[Name]; readonly rooms: readonly RoomName[] };
}[RoomEventName];
