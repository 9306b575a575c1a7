import { z } from 'zod';
import { AlertStatus, ATTEMPT_ALERT_TYPES } from '../../../shared/model/alert.ts';
import { AttemptId, ExamId, SessionId, SittingId } from '../../../shared/model/ids.ts';
import { Policy } from '../../../shared/model/policy.ts';
import { SecurityEventType } from '../../../shared/model/security-event.ts';
import { Severity } from '../../../shared/model/severity.ts';
import { AlertActionName } from '../../../shared/protocol/commands.ts';
import type { SittingRecord } from '../../domain/replay/sitting-record.ts';
import type { Signal } from '../../domain/walls/signal.ts';
import { type LogReader, skipped } from './log-format.ts';

/** Epoch ms that a date can show. */
const At = z.number().min(0).max(8.64e15);
const about = { at: At, attemptId: AttemptId };
const seen = { ...about, type: SecurityEventType, offline: z.boolean().optional(), violation: z.boolean() };
const Source = z.string().max(200);
const Evidence = z.object({ mass: z.number().min(0), at: z.number(), count: z.int() });
const Level = z.enum(['none', 'warned', 'high_risk', 'critical', 'suspended']);

const DecisionLine = z.discriminatedUnion('what', [
  z.object({
    what: z.literal('alert'),
    attemptId: AttemptId,
    type: z.enum(ATTEMPT_ALERT_TYPES),
    severity: Severity,
    status: AlertStatus,
    source: Source,
    count: z.int(),
    firstAt: At,
    lastAt: At,
    riskScore: z.number().optional(),
    reasons: z.array(z.string().max(500)).max(20),
  }),
  z.object({
    what: z.literal('response'),
    attemptId: AttemptId,
    action: z.string().max(64),
    at: At,
    riskScore: z.number().optional(),
    dryRun: z.boolean(),
  }),
  z.object({
    what: z.literal('risk'),
    attemptId: AttemptId,
    risk: z.object({ evidence: z.record(z.string(), Evidence), level: Level }),
  }),
]);

const RecordLine: z.ZodType<SittingRecord> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('sitting'),
    version: z.literal(1),
    examId: ExamId,
    sittingId: SittingId,
    startedAt: At.optional(),
    endedAt: At.optional(),
    durationMinutes: z.number().min(0),
    policy: Policy,
  }),
  z.object({ kind: z.literal('attempt'), ...about }),
  z.object({
    kind: z.literal('event'),
    ...seen,
    sessionId: SessionId,
    seq: z.int(),
    prev: z.string().max(64).optional(),
    occurredAt: z.string().max(64),
    monotonicMs: z.number().optional(),
  }),
  z.object({ kind: z.literal('service_event'), ...seen, source: Source }),
  z.object({ kind: z.literal('suspension'), ...about }),
  z.object({ kind: z.literal('action'), ...about, action: z.string().max(64) }),
  z.object({ kind: z.literal('alert_action'), ...about, alert: z.int().min(0), action: AlertActionName }),
  z.object({ kind: z.literal('decided'), decision: DecisionLine }),
]);

/** What the walls see of it: what candidates' clients reported. */
function signalsOf(record: SittingRecord, examId: string): readonly Signal[] {
  if (record.kind !== 'event') return [];
  const { at, sessionId, attemptId, type, seq, occurredAt, monotonicMs, prev, offline } = record;
  const facts = { session: sessionId, attempt: attemptId, exam: examId, type, seq, monotonicMs, previous: prev, offline };
  return [{ kind: 'client', at, occurredAt: Date.parse(occurredAt), ...facts }];
}

/** `events-jsonl`: a whole sitting as `invigil export` writes it (operations). */
export function createEventsJsonl(): LogReader {
  let examId = '';
  return {
    read: (line) => {
      let parsed: unknown;
      try {
        parsed = JSON.parse(line);
      } catch {
        return skipped('no JSON');
      }
      const { data: record, error } = RecordLine.safeParse(parsed);
      if (!record) {
        const { path = [], message = '' } = error?.issues[0] ?? {};
        return skipped(`not a record of a sitting: ${path.length > 0 ? `${path.join('.')}: ` : ''}${message}`);
      }
      if (record.kind === 'sitting') examId = record.examId;
      return { signals: signalsOf(record, examId), record };
    },
  };
}
