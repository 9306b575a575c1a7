import type { CommandName } from '../../../shared/protocol/commands.ts';
import type { OperationNote } from './operations.ts';

const exam = ['exam_not_found'] as const;
const ownAttempt = ['attempt_not_found'] as const;

/** What is watched and what follows: reports, alerts, rules, policies, acting on a candidate. */
export const WATCH_OPERATION_NOTES = {
  security_events: {
    summary: 'Report up to 200 observations; each is accepted or refused by itself',
    refusals: ownAttempt,
  },
  alerts_recent: { summary: 'List the newest alerts' },
  sync: { summary: 'Catch up: alerts after a number, and older ones changed since' },
  alerts_list: { summary: 'List alerts, newest first, filtered and by pages' },
  alert_action: {
    summary: 'Acknowledge, assign, comment, escalate, resolve, dismiss (with a reason) or reopen an alert',
    refusals: ['alert_not_found', 'state_conflict'],
  },
  attempts_list: { summary: 'List the candidates of the open sittings, or of one exam', refusals: exam },
  attempt_detail: { summary: "Read one candidate's attempt: why this score, and what happened when", refusals: ownAttempt },
  proctor_action: { summary: "Act on one candidate's attempt", refusals: ['attempt_not_found', 'state_conflict'] },
  alert_post: {
    summary: 'Report an incident as a service; staff see it as an alert (scope alerts:write)',
    refusals: ['exam_not_found', 'attempt_not_found'],
  },
  rules_list: { summary: 'List the alert rules, those that are off too' },
  rule_add: { summary: 'Write an alert rule; it is off until it is switched on', refusals: ['exam_not_found', 'state_conflict'] },
  rule_update: { summary: 'Write an alert rule anew; it counts from now on', refusals: ['not_found', 'exam_not_found'] },
  rule_switch: { summary: 'Switch an alert rule on or off', refusals: ['not_found'] },
  rule_remove: { summary: 'Remove an alert rule; its alerts stay', refusals: ['not_found'] },
  rule_test: { summary: 'Try a rule on the recorded events of the last days; changes nothing', refusals: exam },
  escalation_get: { summary: 'Read who hears of an alert that nobody takes' },
  escalation_set: { summary: 'Set who hears of an alert that nobody takes, and when' },
  alerts_action: { summary: 'Acknowledge, resolve or dismiss up to 200 alerts at once' },
  alert_history: { summary: 'Read who did what with an alert, and how long it took', refusals: ['alert_not_found'] },
  policies_get: { summary: 'Read the presets of the watch policy, and what each event type weighs' },
  exam_policy_set: { summary: 'Set what an exam asks of its watch; holds for events from now on', refusals: exam },
  policy_sittings: { summary: 'List the sittings of an exam that a policy can be tried on', refusals: exam },
  policy_try: {
    summary: 'Score the recorded events of a sitting under another policy; changes nothing',
    refusals: ['exam_not_found', 'not_found'],
  },
} as const satisfies Partial<Record<CommandName, OperationNote>>;
