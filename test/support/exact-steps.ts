import fc from 'fast-check';
import { type Policy, STANDARD_POLICY } from '../../src/shared/model/policy.ts';
import { OPEN_BOOK_POLICY, STRICT_POLICY } from '../../src/shared/model/policy-presets.ts';
import type { RuleInput } from '../../src/shared/model/rule.ts';
import { CANDIDATES, type Step as ReportedStep, report, step as reported, together } from './sitting-steps.ts';

/* What may decide beside the reports of candidates: rules, policies, what the room notices, restarts, other sittings. */

const when: RuleInput['when'] = { types: [], match: 'all', fields: [], count: 2, windowSeconds: 600, per: 'attempt', exams: [] };
export const RULES: readonly RuleInput[] = [
  { name: 'canary of one candidate', when, severity: 'medium', actions: [{ do: 'increase' }] },
  {
    name: 'canary session',
    when: { ...when, types: ['copy', 'paste', 'focus_gained', 'telepathy'], count: 4, per: 'session' },
    severity: 'critical',
    actions: [{ do: 'suspend' }],
  },
  { name: 'canary two', when: { ...when, per: 'exam', count: 3, candidates: 2 }, severity: 'low', actions: [{ do: 'sound' }] },
  { name: 'canary room', when: { ...when, per: 'room', count: 4, windowSeconds: 60 }, severity: 'high', actions: [] },
  {
    name: 'canary noticed',
    when: { ...when, from: ['room', 'walls', 'services'], count: 1 },
    severity: 'high',
    actions: [{ do: 'warn' }],
  },
  {
    name: 'canary score',
    when: {
      ...when,
      from: ['client', 'room'],
      match: 'any',
      fields: [
        { field: 'score', is: 'at_least', value: 45 },
        { field: 'rise', is: 'at_least', value: 20 },
      ],
    },
    severity: 'high',
    actions: [{ do: 'suspend' }],
  },
  {
    name: 'canary details',
    when: { ...when, fields: [{ field: 'details.typed', is: 'contains', value: 'canary' }] },
    severity: 'low',
    actions: [{ do: 'warn', message: 'canary' }],
  },
  {
    name: 'canary severity',
    when: { ...when, fields: [{ field: 'severity', is: 'equals', value: 'low' }] },
    severity: 'medium',
    actions: [],
  },
];
export const POLICIES: readonly Policy[] = [
  STANDARD_POLICY,
  STRICT_POLICY,
  OPEN_BOOK_POLICY,
  { ...STANDARD_POLICY, dryRun: true },
];

export type ExactStep =
  | Exclude<ReportedStep, { do: 'attempt' }>
  | {
      readonly do: 'attempt';
      readonly who: number;
      readonly action: 'suspend' | 'resume' | 'warn' | 'increase_monitoring' | 'restore_monitoring' | 'terminate';
    }
  | { readonly do: 'leave_out' | 'fill' | 'gone' | 'finding' | 'elsewhere'; readonly who: number }
  | { readonly do: 'tell_gaps' | 'kill' | 'restart' }
  | { readonly do: 'policy'; readonly which: number }
  | { readonly do: 'rule'; readonly which: number; readonly as: 'on' | 'off' | 'anew' | 'gone' };

const who = fc.nat(CANDIDATES - 1);
export const exactStep: fc.Arbitrary<ExactStep> = fc.oneof(
  { weight: 24, arbitrary: reported },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('attempt' as const),
      who,
      action: fc.constantFrom('restore_monitoring' as const, 'resume' as const, 'terminate' as const),
    }),
  },
  {
    weight: 9,
    arbitrary: fc.record({
      do: fc.constantFrom('leave_out' as const, 'fill' as const, 'gone' as const, 'finding' as const, 'elsewhere' as const),
      who,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('tell_gaps' as const, 'kill' as const, 'restart' as const) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('policy' as const), which: fc.nat(POLICIES.length - 1) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('rule' as const),
      which: fc.nat(RULES.length - 1),
      as: fc.constantFrom('on' as const, 'on' as const, 'off' as const, 'anew' as const, 'gone' as const),
    }),
  },
);

const by =
  (who: number) =>
  (type: number): ExactStep => ({ do: 'report', who, type, times: 1, offline: false });
const on = (which: number): ExactStep => ({ do: 'rule', which, as: 'on' });
/** A day on which everything decides something; without any one kind of its inputs it comes out otherwise. */
export const FULL_DAY: readonly ExactStep[] = [
  // Up to just below a suspension, whose last straw is soft (EV6).
  ...[5, 6, 7, 1, 4, 9].map(by(2)),
  { do: 'wait', ms: 5_100 },
  { do: 'look' },
  { do: 'attempt', who: 2, action: 'resume' },
  ...[1, 2, 3, 4, 5, 6].map(on),
  report(0),
  { do: 'elsewhere', who: 1 },
  { do: 'elsewhere', who: 1 },
  { do: 'kill' },
  report(0),
  { do: 'service', who: 1, type: 5 },
  { do: 'leave_out', who: 1 },
  by(1)(3),
  // Not around the restart, whose gaps are nobody's.
  { do: 'wait', ms: 125_000 },
  { do: 'tell_gaps' },
  { do: 'policy', which: 1 },
  { do: 'fill', who: 1 },
  { do: 'finding', who: 2 },
  { do: 'attempt', who: 2, action: 'increase_monitoring' },
  { do: 'rule', which: 0, as: 'on' },
  { do: 'report', who: 2, type: 1, times: 3, offline: false },
  { do: 'alert', which: 0, action: 'resolve' },
  { do: 'alert', which: 1, action: 'acknowledge' },
  together(8),
  { do: 'policy', which: 3 },
  report(7, 4),
  { do: 'policy', which: 0 },
  { do: 'restart' },
  ...[5, 6, 1, 9].map(by(1)),
  { do: 'attempt', who: 1, action: 'resume' },
  { do: 'report', who: 1, type: 1, times: 2, offline: false },
  { do: 'attempt', who: 0, action: 'terminate' },
  report(3, 4),
];

/** What chance alone seldom puts together. */
export const EXACT_EXAMPLES: readonly (readonly ExactStep[])[] = [
  FULL_DAY,
  // The other exam alone makes a rule over exams fire: nothing of that is this sitting's.
  [on(2), { do: 'elsewhere', who: 0 }, { do: 'elsewhere', who: 0 }, { do: 'elsewhere', who: 1 }, report(0)],
  // Loud under one policy and quiet under the next, with the room dying in between: each is remembered as it was judged.
  [on(7), report(0), { do: 'policy', which: 2 }, { do: 'kill' }, report(0)],
];
