import { z } from 'zod';
import { Alert, AlertStatus } from '../../model/alert.ts';
import { AttemptDetail, AttemptSummary } from '../../model/attempt.ts';
import { PlainText } from '../../model/bounded-json.ts';
import { AlertId, AttemptId, ClientMadeId, ExamId, SessionId, UserId } from '../../model/ids.ts';
import { SessionView } from '../../model/session.ts';
import { Severity } from '../../model/severity.ts';
import { limit, nothing, reason, STAFF, wholeNumber } from './parts.ts';
import type { CommandTable } from './table.ts';

export const ProctorActionName = z.enum([
  'warn',
  'increase_monitoring',
  'restore_monitoring',
  'suspend',
  'resume',
  'terminate',
  'extend_time',
  'confirm_identity',
  'message',
]);
export type ProctorActionName = z.infer<typeof ProctorActionName>;
export const AlertActionName = z.enum(['acknowledge', 'assign', 'comment', 'escalate', 'resolve', 'dismiss', 'reopen']);
export type AlertActionName = z.infer<typeof AlertActionName>;

/** Watching and intervening: alerts, attempts, sessions (protocol 3, From staff). */
export const WATCH_COMMANDS = {
  sync: {
    roles: STAFF,
    input: z.strictObject({
      afterSeq: wholeNumber(0, Number.MAX_SAFE_INTEGER),
      afterRev: wholeNumber(0, Number.MAX_SAFE_INTEGER).optional(),
      limit: wholeNumber(1, 1000).optional(),
    }),
    output: z.strictObject({
      ok: z.literal(true),
      alerts: z.array(Alert),
      updated: z.array(Alert),
      lastSeq: z.int(),
      lastRev: z.int(),
      more: z.boolean(),
    }),
  },
  alerts_recent: {
    roles: STAFF,
    input: z.strictObject({ limit: limit(1000).optional() }),
    output: z.strictObject({ alerts: z.array(Alert) }),
  },
  alerts_list: {
    roles: STAFF,
    input: z.strictObject({
      status: AlertStatus.optional(),
      severity: Severity.optional(),
      type: PlainText(64).optional(),
      examId: ExamId.optional(),
      attemptId: AttemptId.optional(),
      q: PlainText(200).optional(),
      beforeSeq: z.coerce.number().int().min(0).optional(),
      afterSeq: z.coerce.number().int().min(0).optional(),
      limit: limit(1000).optional(),
    }),
    output: z.strictObject({ alerts: z.array(Alert), nextBeforeSeq: z.int().optional() }),
  },
  alert_action: {
    roles: STAFF,
    input: z.strictObject({
      id: ClientMadeId,
      alertId: AlertId,
      action: AlertActionName,
      assigneeId: UserId.optional(),
      comment: PlainText(2000).optional(),
      reason: reason.optional(),
    }),
    output: z.strictObject({ ok: z.literal(true), id: ClientMadeId, duplicate: z.boolean().optional(), alert: Alert }),
  },
  attempts_list: {
    roles: STAFF,
    input: z.strictObject({ examId: ExamId.optional() }),
    output: z.strictObject({ attempts: z.array(AttemptSummary) }),
  },
  attempt_detail: { roles: STAFF, input: z.strictObject({ attemptId: AttemptId }), output: AttemptDetail },
  proctor_action: {
    roles: STAFF,
    input: z.strictObject({
      id: ClientMadeId,
      attemptId: AttemptId,
      action: ProctorActionName,
      reason: reason.optional(),
      minutes: z.number().min(-600).max(600).optional(),
      message: PlainText(1000).optional(),
    }),
    output: z.strictObject({ ok: z.literal(true), id: ClientMadeId, duplicate: z.boolean().optional(), attempt: AttemptSummary }),
  },
  /** Lets the newest answers kept apart count (protocol 2: only if a proctor says so). */
  held_accept: {
    roles: STAFF,
    input: z.strictObject({ id: ClientMadeId.optional(), attemptId: AttemptId, reason: reason.optional() }),
    output: z.strictObject({ ok: z.literal(true), id: z.string(), duplicate: z.boolean().optional(), attempt: AttemptSummary }),
  },
  sessions_list: { roles: STAFF, input: nothing, output: z.strictObject({ sessions: z.array(SessionView) }) },
  sessions_history: {
    roles: STAFF,
    input: z.strictObject({ userId: UserId.optional(), limit: limit(500).optional() }),
    output: z.strictObject({ sessions: z.array(SessionView) }),
  },
  session_terminate: {
    roles: STAFF,
    input: z.strictObject({ id: ClientMadeId.optional(), sessionId: SessionId, reason: reason.optional() }),
    output: z.strictObject({ ok: z.literal(true), id: z.string(), duplicate: z.boolean().optional() }),
  },
} as const satisfies CommandTable;
