import { z } from 'zod';
import { PlainText } from './bounded-json.ts';
import { ExamId } from './ids.ts';
import { SecurityEventType } from './security-event.ts';
import { Severity } from './severity.ts';
import { IsoTime } from './time.ts';

export const RuleId = z.guid().brand<'RuleId'>();
export type RuleId = z.infer<typeof RuleId>;

/** What bounds the cost of rules, whatever is written: so many rules, each remembering at most so much. */
export const RULE_LIMITS = { rules: 50, types: 40, fields: 10, count: 50, windowSeconds: 3_600, exams: 20, actions: 7 } as const;

/** Who saw what a rule looks at: candidates' own clients, the room by itself, its walls, or other programs. */
export const RuleSource = z.enum(['client', 'room', 'walls', 'services']);
export type RuleSource = z.infer<typeof RuleSource>;

/** The risk score of the attempt once the event has counted, and how far it rose within the rule's time (EV2). */
const isOfScore = (field: string): boolean => field === 'score' || field === 'rise';

/** One thing that must hold for an event to count. Compared as it stands: no patterns, so that nothing can run away. */
export const RuleField = z
  .strictObject({
    field: z
      .string()
      .regex(
        /^(?:severity|offline|score|rise|details\.[A-Za-z0-9_]{1,64})$/,
        'is not severity, offline, score, rise or details.<name>',
      ),
    is: z.enum(['equals', 'not_equals', 'contains', 'at_least', 'at_most', 'present']),
    /** Not needed for `present`. */
    value: z.union([PlainText(200), z.number(), z.boolean()]).optional(),
  })
  .check(({ value: { field, is, value }, issues }) => {
    const refuse = (message: string, path = 'value') => issues.push({ code: 'custom', input: value, path: [path], message });
    if (isOfScore(field)) {
      if (is !== 'at_least' && is !== 'at_most') refuse('a score can be at_least or at_most something', 'is');
      else if (typeof value !== 'number' || value < 0 || value > 100) refuse('must be a number from 0 to 100 here');
      return;
    }
    if (is === 'present') return;
    if (value === undefined) refuse('say what to compare with');
    else if ((is === 'at_least' || is === 'at_most') && typeof value !== 'number') refuse('must be a number here');
    else if (is === 'contains' && typeof value !== 'string') refuse('must be text here');
  });
export type RuleField = z.infer<typeof RuleField>;

/** Within which bounds events are counted together. */
export const RuleScope = z.enum(['session', 'attempt', 'exam', 'room']);
export type RuleScope = z.infer<typeof RuleScope>;

export const RuleCondition = z.strictObject({
  /** None: of every type. */
  types: z.array(SecurityEventType).max(RULE_LIMITS.types),
  /** Seen by whom; absent: by candidates' own clients. */
  from: z
    .array(RuleSource)
    .min(1)
    .max(RuleSource.options.length)
    .refine((all) => new Set(all).size === all.length, 'names one twice')
    .optional(),
  match: z.enum(['all', 'any']),
  fields: z.array(RuleField).max(RULE_LIMITS.fields),
  /** So many of them ... */
  count: z.int().min(1).max(RULE_LIMITS.count),
  /** ... within this time ... */
  windowSeconds: z.int().min(1).max(RULE_LIMITS.windowSeconds),
  per: RuleScope,
  /** ... from at least so many different candidates. */
  candidates: z.int().min(1).max(RULE_LIMITS.count).optional(),
  /** None: in every exam. */
  exams: z.array(ExamId).max(RULE_LIMITS.exams),
});
export type RuleCondition = z.infer<typeof RuleCondition>;

const WebAddress = z
  .url({ protocol: /^https?$/, error: 'give the whole address, with http:// or https://' })
  .max(500)
  .refine((text) => !/^[a-z]+:\/\/[^/?#]*@/i.test(text), 'must not carry a user name or password');

/** What is done beside the alert that every rule raises. */
export const RuleAction = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('notify'), to: z.enum(['admin', 'proctor', 'staff']) }),
  z.strictObject({ do: z.literal('sound') }),
  /** Kept as an intent, to be delivered by whoever delivers webhooks. */
  z.strictObject({ do: z.literal('webhook'), address: WebAddress }),
  z.strictObject({ do: z.literal('warn'), message: PlainText(300).optional() }),
  z.strictObject({ do: z.literal('increase') }),
  z.strictObject({ do: z.literal('suspend') }),
  /** To the first people of the escalation chain, at once. */
  z.strictObject({ do: z.literal('escalate') }),
]);
export type RuleAction = z.infer<typeof RuleAction>;

/** What a rule does to an attempt; whom else it tells decides nothing. */
export const DECIDING_RULE_ACTIONS = ['warn', 'increase', 'suspend'] as const;
export type DecidingRuleAction = (typeof DECIDING_RULE_ACTIONS)[number];

/** What an administrator writes: when so many such events come together, an alert is raised and this is done (EV4). */
export const RuleInput = z
  .strictObject({
    name: PlainText(80).refine((text) => text.trim() !== '', 'give it a name'),
    when: RuleCondition,
    severity: Severity,
    actions: z.array(RuleAction).max(RULE_LIMITS.actions),
  })
  .check(({ value: { when, actions }, issues }) => {
    const refuse = (path: (string | number)[], message: string) =>
      issues.push({ code: 'custom', input: undefined, path, message });
    const isOfOne = when.per === 'session' || when.per === 'attempt';
    if (when.candidates !== undefined && isOfOne)
      refuse(['when', 'candidates'], 'there is only one candidate: count per exam or room');
    if ((when.candidates ?? 0) > when.count)
      refuse(['when', 'candidates'], 'can never be: there are more candidates than events');
    for (const [index, action] of actions.entries()) {
      if (actions.findIndex((other) => other.do === action.do) < index) refuse(['actions', index], 'stands here already');
      if (!isOfOne && (action.do === 'warn' || action.do === 'increase' || action.do === 'suspend'))
        refuse(['actions', index, 'do'], 'concerns one candidate: count per session or attempt');
    }
  });
export type RuleInput = z.infer<typeof RuleInput>;

export const Rule = z.strictObject({
  id: RuleId,
  enabled: z.boolean(),
  createdAt: IsoTime,
  changedAt: IsoTime,
  rule: RuleInput,
});
export type Rule = z.infer<typeof Rule>;
