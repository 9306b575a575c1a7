import type { CommandName } from '../../../shared/protocol/commands.ts';
import type { ErrorCode } from '../../../shared/protocol/errors.ts';
import { ATTEMPT_OPERATION_NOTES } from './attempt-operations.ts';
import { EXAM_OPERATION_NOTES } from './exam-operations.ts';
import { IDENTITY_OPERATION_NOTES } from './identity-operations.ts';
import { PAPER_OPERATION_NOTES } from './paper-operations.ts';
import { RESULT_OPERATION_NOTES } from './result-operations.ts';
import { TOOL_OPERATION_NOTES } from './tool-operations.ts';
import { WATCH_OPERATION_NOTES } from './watch-operations.ts';

/** What the contract's tables do not say of a command, for people who write clients. */
export interface OperationNote {
  /** One line, imperative: what the call does. */
  readonly summary: string;
  /** Refusals of this command beside those every call may meet. */
  readonly refusals?: readonly ErrorCode[];
}

/**
 * Every command with a REST path, and no other. Two tests hold this equal to the room: one compares it with the paths, the
 * other reads each refusal the integration tests meet.
 */
export const OPERATION_NOTES: Readonly<Partial<Record<CommandName, OperationNote>>> = {
  ...IDENTITY_OPERATION_NOTES,
  ...ATTEMPT_OPERATION_NOTES,
  ...EXAM_OPERATION_NOTES,
  ...PAPER_OPERATION_NOTES,
  ...WATCH_OPERATION_NOTES,
  ...RESULT_OPERATION_NOTES,
  ...TOOL_OPERATION_NOTES,
  locations_get: { summary: 'List what the networks of the house are called' },
  locations_set: { summary: 'Say what the networks of the house are called: all labels at once, the narrowest network wins' },
  room_info: { summary: 'Read the join code, the addresses and the clock of the room' },
  notifications_list: { summary: "List the caller's own notifications, newest first, filtered and by pages" },
  notification_send: {
    summary: 'Send a notification to users; kept for those who are away',
    refusals: ['exam_not_found'],
  },
  notification_status: { summary: 'Count the connections that receive notifications' },
  notification_test: { summary: 'Send a notification to oneself; a few a minute', refusals: ['rate_limited'] },
  notifications_read_all: { summary: "Mark all of the caller's notifications as read" },
  notification_delivered: { summary: 'Say that a notification has arrived', refusals: ['not_found'] },
  notification_read: { summary: 'Say that a notification was read', refusals: ['not_found'] },
  metrics_get: { summary: 'Read how the live connections do: connections, messages, events, alerts, latency, by days' },
  connections_list: { summary: 'List the open connections, whose they are, and what went over them' },
  audit_list: { summary: 'Read the audit log: oldest first, or newest first with order=newest or beforeSeq' },
  audit_verify: { summary: 'Recompute the chain of the audit log and name the first entry that does not fit' },
  messages_list: { summary: "Read a candidate's messages and whether their hand is up", refusals: ['attempt_not_found'] },
  hand_attend: { summary: 'Mark a raised hand as attended to', refusals: ['attempt_not_found', 'state_conflict'] },
  recovery_open: { summary: 'List the requests to get back in that wait' },
  recovery_history: { summary: 'List requests to get back in, latest first' },
  recovery_decide: {
    summary: 'Approve or deny a request to get back in',
    refusals: ['recovery_not_found', 'state_conflict'],
  },
  recovery_code_issue: {
    summary: 'Give out a one-time recovery code for an attempt; shown once',
    refusals: ['attempt_not_found', 'state_conflict'],
  },
  recovery_policy_set: { summary: 'Set how many custodians an exam demands, and which methods', refusals: ['exam_not_found'] },
};

/** What each action of `proctor_action` is for; its paths differ in nothing else. */
export const PROCTOR_ACTION_SUMMARIES: Readonly<Record<string, string>> = {
  warn: 'Warn the candidate',
  increase_monitoring: 'Watch the candidate more closely',
  restore_monitoring: 'Watch the candidate normally again',
  suspend: 'Suspend the attempt; its clock stops by policy',
  resume: 'Let a suspended candidate go on',
  terminate: 'End the attempt; it is graded as it stands',
  extend_time: 'Give the candidate minutes, or take them back',
  confirm_identity: 'Confirm that the candidate is who they say',
  message: 'Write to the candidate',
};
