import { z } from 'zod';
import { PlainText } from '../../model/bounded-json.ts';
import { EscalationChain } from '../../model/escalation.ts';
import { AlertId, AttemptId, ExamId } from '../../model/ids.ts';
import { Rule, RuleId, RuleInput } from '../../model/rule.ts';
import { IsoTime } from '../../model/time.ts';
import { nothing, reason, STAFF } from './parts.ts';
import type { CommandTable } from './table.ts';

const one = z.strictObject({ rule: Rule });

/** Alert rules, and who hears of what nobody takes (EV4, AL1, AL2). */
export const RULE_COMMANDS = {
  rules_list: { roles: STAFF, input: nothing, output: z.strictObject({ rules: z.array(Rule) }) },
  /** A new rule is off: it is tried first. */
  rule_add: { roles: ['admin'], input: z.strictObject({ rule: RuleInput }), output: one },
  rule_update: { roles: ['admin'], input: z.strictObject({ ruleId: RuleId, rule: RuleInput }), output: one },
  rule_switch: { roles: ['admin'], input: z.strictObject({ ruleId: RuleId, enabled: z.boolean() }), output: one },
  rule_remove: {
    roles: ['admin'],
    input: z.strictObject({ ruleId: RuleId }),
    output: z.strictObject({ ok: z.literal(true) }),
  },
  /** Changes nothing: what the rule would have done with the events of the last days. */
  rule_test: {
    roles: ['admin'],
    input: z.strictObject({
      rule: RuleInput,
      examId: ExamId.optional(),
      days: z.number().min(0.01).max(365).optional(),
    }),
    output: z.strictObject({
      events: z.int(),
      /** How often it would have fired. */
      fired: z.int(),
      /** Into how many alerts that would have been grouped. */
      alerts: z.int(),
      /** The first 50. */
      first: z.array(
        z.strictObject({
          at: IsoTime,
          eventType: z.string(),
          examId: ExamId,
          attemptId: AttemptId,
          candidateNumber: z.string(),
          name: z.string(),
        }),
      ),
      /** Most often first, at most 100. */
      attempts: z.array(
        z.strictObject({
          attemptId: AttemptId,
          candidateNumber: z.string(),
          name: z.string(),
          examTitle: z.string(),
          fired: z.int(),
        }),
      ),
    }),
  },
  escalation_get: { roles: STAFF, input: nothing, output: EscalationChain },
  escalation_set: { roles: ['admin'], input: EscalationChain, output: EscalationChain },
  /** The same step for many alerts; those that cannot take it are named. */
  alerts_action: {
    roles: STAFF,
    input: z.strictObject({
      alertIds: z.array(AlertId).min(1).max(200),
      action: z.enum(['acknowledge', 'resolve', 'dismiss']),
      comment: PlainText(2000).optional(),
      /** For `dismiss`. */
      reason: reason.optional(),
    }),
    output: z.strictObject({
      done: z.int(),
      refused: z.array(z.strictObject({ alertId: z.string(), code: z.string() })),
    }),
  },
  /** Who did what with an alert, oldest first. */
  alert_history: {
    roles: STAFF,
    input: z.strictObject({ alertId: AlertId }),
    output: z.strictObject({
      history: z.array(z.strictObject({ at: IsoTime, by: z.string(), action: z.string(), text: z.string().optional() })),
      /** How long nobody had taken it, and how long it was open, in seconds; absent while it is so. */
      acknowledgedAfterSeconds: z.number().optional(),
      closedAfterSeconds: z.number().optional(),
    }),
  },
} as const satisfies CommandTable;
