import { z } from 'zod';
import { AlertStatus, DECIDED_ALERT_TYPES } from '../../../shared/model/alert.ts';
import { AttemptId, ExamId, SessionId, SittingId } from '../../../shared/model/ids.ts';
import { Policy } from '../../../shared/model/policy.ts';
import { DECIDING_RULE_ACTIONS, RULE_LIMITS, RuleCondition, RuleId } from '../../../shared/model/rule.ts';
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
const ofSession = { ...about, sessionId: SessionId.optional() };
const Source = z.string().max(200);
const RecordedRule = z.object({
  enabled: z.boolean(),
  when: RuleCondition,
  severity: Severity,
  actions: z.array(z.enum(DECIDING_RULE_ACTIONS)).max(DECIDING_RULE_ACTIONS.length),
});
const Evidence = z.object({
  mass: z.number().min(0),
  at: z.number(),
  count: z.int(),
  earlier: z.object({ points: z.number(), at: z.number(), isSoft: z.boolean() }).optional(),
});
const Level = z.enum(['none', 'warned', 'high_risk', 'critical', 'suspended']);

const DecisionLine = z.discriminatedUnion('what', [
  z.object({
    what: z.literal('alert'),
    attemptId: AttemptId.optional(),
    type: z.enum(DECIDED_ALERT_TYPES),
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
    version: z.union([z.literal(1), z.literal(2)]),
    examId: ExamId,
    sittingId: SittingId,
    startedAt: At.optional(),
    endedAt: At.optional(),
    durationMinutes: z.number().min(0),
    policy: Policy,
    span: z.object({ from: z.number(), to: z.number() }).optional(),
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
    held: z
      .array(z.int().min(0))
      .max(RULE_LIMITS.rules * RULE_LIMITS.fields * 100)
      .optional(),
  }),
  z.object({
    kind: z.literal('observation'),
    ...ofSession,
    source: Source,
    type: SecurityEventType,
    offline: z.boolean().optional(),
  }),
  z.object({ kind: z.literal('finding'), ...ofSession, type: z.string().max(64), severity: Severity }),
  z.object({
    kind: z.literal('elsewhere'),
    ...about,
    examId: ExamId,
    type: SecurityEventType,
    rules: z.array(RuleId).max(RULE_LIMITS.rules),
  }),
  z.object({ kind: z.literal('withdrawn'), ...about, toldAt: At }),
  z.object({ kind: z.literal('wait'), ...about }),
  z.object({ kind: z.literal('finished'), ...about }),
  z.object({ kind: z.literal('policy'), at: At, policy: Policy }),
  z.object({ kind: z.literal('rule'), at: z.number(), ruleId: RuleId, rule: RecordedRule.optional() }),
  z.object({ kind: z.literal('service_event'), ...seen, source: Source }),
  z.object({ kind: z.literal('suspension'), ...about }),
  z.object({ kind: z.literal('action'), ...about, action: z.string().max(64) }),
  z.object({
    kind: z.literal('alert_action'),
    at: At,
    attemptId: AttemptId.optional(),
    alert: z.int().min(0),
    action: AlertActionName,
  }),
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
