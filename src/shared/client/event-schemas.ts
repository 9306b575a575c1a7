import { z } from 'zod';
import { Alert } from '../model/alert.ts';
import { RoomMetrics } from '../model/metrics.ts';
import { NotificationMessage } from '../model/notification.ts';
import {
  AnonymousSecurityEvent,
  AttemptMessageEvent,
  AttemptStateEvent,
  CandidateSecurityEvent,
  ExamMessage,
  ExamStateEvent,
  RecoveryStatusEvent,
  type RoomEventName,
  type RoomEvents,
  SessionUpdate,
  StaffSecurityEvent,
  ToolAccessEvent,
  WatchChangedEvent,
} from '../protocol/index.ts';

/** What each event of the room must look like to be believed. */
export const EVENT_SCHEMAS: { readonly [Name in RoomEventName]: z.ZodType<RoomEvents[Name]> } = {
  suspicious_activity: StaffSecurityEvent,
  high_risk_session: z.union([StaffSecurityEvent, CandidateSecurityEvent]),
  critical_threat: z.union([StaffSecurityEvent, CandidateSecurityEvent]),
  auto_suspend_triggered: z.union([StaffSecurityEvent, AnonymousSecurityEvent]),
  monitoring_increased: CandidateSecurityEvent,
  security_warning: CandidateSecurityEvent,
  session_suspended: CandidateSecurityEvent,
  'security-alert': Alert,
  'alert-updated': Alert,
  'session-update': SessionUpdate,
  'exam-state': ExamStateEvent,
  'exam-message': ExamMessage,
  'attempt-state': AttemptStateEvent,
  'tool-access': ToolAccessEvent,
  'recovery-status': RecoveryStatusEvent,
  'attempt-message': AttemptMessageEvent,
  'watch-changed': WatchChangedEvent,
  notification: NotificationMessage,
  metrics: RoomMetrics,
};

export const isRoomEvent = (name: string): name is RoomEventName => Object.hasOwn(EVENT_SCHEMAS, name);
