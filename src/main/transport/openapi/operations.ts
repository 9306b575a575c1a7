import type { CommandName } from '../../../shared/protocol/commands.ts';
import type { ErrorCode } from '../../../shared/protocol/errors.ts';

/** What the contract's tables do not say of a command, for people who write clients. */
export interface OperationNote {
  /** One line, imperative: what the call does. */
  readonly summary: string;
  /** Refusals of this command beside those every call may meet. */
  readonly refusals?: readonly ErrorCode[];
}

const exam = ['exam_not_found'] as const;
const ownAttempt = ['attempt_not_found'] as const;

/**
 * Every command with a REST path, and no other. Two tests hold this equal to the room: one compares it with the paths, the
 * other reads each refusal the integration tests meet.
 */
export const OPERATION_NOTES: Readonly<Partial<Record<CommandName, OperationNote>>> = {
  setup_status: { summary: 'Ask whether the room still needs its first administrator' },
  setup: {
    summary: 'Set the password of the first administrator, with the one-time setup code',
    refusals: ['setup_code_invalid', 'setup_done', 'password_too_weak'],
  },
  auth_login: {
    summary: 'Sign in as a member of staff; every wrong try makes the next one slower',
    refusals: ['credentials_invalid', 'totp_required', 'totp_invalid'],
  },
  auth_refresh: { summary: 'Exchange a refresh token for a new pair; using one twice ends the session' },
  auth_ticket: { summary: 'Get a single-use ticket for one handshake, instead of a token in its address' },
  auth_logout: { summary: "End the caller's own session" },
  me: { summary: 'Ask who the token belongs to' },
  join_info: {
    summary: 'List the exams that can be joined, with the consent text',
    refusals: ['join_code_invalid', 'exam_not_found'],
  },
  join: {
    summary: 'Join a sitting as a candidate, having read and accepted the consent text',
    refusals: [
      'join_code_invalid',
      'exam_not_found',
      'exam_not_open',
      'exam_ambiguous',
      'not_on_roster',
      'access_code_invalid',
      'consent_refused',
      'consent_outdated',
      'browser_not_allowed',
      'attempt_in_use',
    ],
  },
  attempt_get: { summary: 'Read the own attempt: state, clock, answers, and the questions while it runs', refusals: ownAttempt },
  attempt_events: { summary: 'Read what was recorded about the own attempt', refusals: ownAttempt },
  attempt_result: {
    summary: 'Read the own result once the exam has ended',
    refusals: ['attempt_not_found', 'result_not_released'],
  },
  evidence_add: {
    summary: 'Send a picture of the own attempt; the same bytes again are the same picture',
    refusals: ['attempt_not_found', 'not_found', 'attempt_finished', 'state_conflict'],
  },
  evidence_list: {
    summary: 'List the pictures of an attempt or of an alert, oldest first',
    refusals: ['attempt_not_found', 'alert_not_found'],
  },
  locations_get: { summary: 'List what the networks of the house are called' },
  locations_set: { summary: 'Say what the networks of the house are called: all labels at once, the narrowest network wins' },
  evidence_get: { summary: 'Get one picture; who looked is put on record', refusals: ['not_found'] },
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
  exams_list: { summary: 'List the exams of the room, each with its current sitting' },
  exam_get: { summary: 'Read a whole paper, with its keys', refusals: exam },
  exam_import: {
    summary: 'Import a paper from a file; the report says what was read, what was skipped, where and why',
    refusals: ['file_too_large', 'file_not_text', 'file_hostile', 'format_unknown', 'nothing_importable'],
  },
  exam_update: {
    summary: 'Change title, duration or instructions; sittings that have started keep what they started with',
    refusals: ['exam_not_found', 'state_conflict'],
  },
  exam_question_save: {
    summary: 'Add a question to the paper, or change one; sittings that have started keep theirs',
    refusals: ['exam_not_found', 'question_not_found', 'state_conflict', 'file_hostile'],
  },
  exam_question_remove: {
    summary: 'Take questions out of the paper',
    refusals: [...exam, 'question_not_found', 'state_conflict'],
  },
  exam_question_restore: { summary: 'Undo the last change of the paper', refusals: ['exam_not_found', 'state_conflict'] },
  exam_question_order: {
    summary: 'Put the questions of the paper in another order: all of them, once each',
    refusals: [...exam, 'question_not_found', 'state_conflict'],
  },
  exam_question_points: {
    summary: 'Set the points of questions, and what a wrong choice costs, for several at once',
    refusals: [...exam, 'question_not_found', 'state_conflict'],
  },
  exam_text_render: {
    summary: 'Render texts of a question, sanitised, as they will be shown; nothing is stored',
    refusals: ['file_hostile'],
  },
  exam_preview: {
    summary: 'Read the paper as candidates get it, or one question that is not saved yet; nothing is stored',
    refusals: [...exam, 'file_hostile'],
  },
  roster_preview: {
    summary: 'Read a roster and tell what importing it would do; nothing is written',
    refusals: ['exam_not_found', 'file_too_large', 'file_not_text', 'file_hostile'],
  },
  roster_codes: { summary: 'Make new access codes for everybody, or for those without one', refusals: exam },
  roster_seats: { summary: 'Give out seats: in turn by number or name, at random, or none', refusals: exam },
  roster_sheet: { summary: 'Read the seat list to print, with access codes; who opened it is on record', refusals: exam },
  roster_export: { summary: 'Read the roster as CSV, without access codes, to import it again', refusals: exam },
  accommodation_set: {
    summary: 'Set what a candidate is granted: extra time, breaks, text size, reports that do not count',
    refusals: ['exam_not_found', 'not_found'],
  },
  roster_import: {
    summary: 'Put candidates on the list of an exam from a CSV file, or bring them up to date',
    refusals: ['exam_not_found', 'file_too_large', 'file_not_text', 'file_hostile', 'roster_columns_missing'],
  },
  roster_get: { summary: 'List the candidates of an exam', refusals: exam },
  roster_release: {
    summary: 'Let a candidate try the access code again after too many wrong ones',
    refusals: ['exam_not_found', 'not_found'],
  },
  exam_open: { summary: 'Open the waiting room; answers with the join code', refusals: ['exam_not_found', 'state_conflict'] },
  exam_start: {
    summary: 'Start the exam for everybody who waits',
    refusals: ['exam_not_found', 'state_conflict', 'identity_unconfirmed'],
  },
  exam_pause: { summary: "Stop everybody's clock", refusals: ['exam_not_found', 'state_conflict'] },
  exam_resume: { summary: 'Go on after a pause; the paused time is given back', refusals: ['exam_not_found', 'state_conflict'] },
  exam_end: { summary: 'End the exam and grade what can be graded', refusals: ['exam_not_found', 'state_conflict'] },
  sitting_create: {
    summary: 'Schedule the exam again after its sitting has ended',
    refusals: ['exam_not_found', 'state_conflict'],
  },
  room_info: { summary: 'Read the join code, the addresses and the clock of the room' },
  sitting_export: {
    summary: 'Take out the record of a sitting that has ended, as JSON or as lines of JSON (application/x-ndjson), for a replay',
    refusals: ['exam_not_found', 'state_conflict'],
  },
  results_get: { summary: 'Read the results of the current sitting, as JSON or as CSV', refusals: exam },
  attempts_list: { summary: 'List the candidates of the open sittings, or of one exam', refusals: exam },
  attempt_detail: { summary: "Read one candidate's attempt: why this score, and what happened when", refusals: ownAttempt },
  proctor_action: { summary: "Act on one candidate's attempt", refusals: ['attempt_not_found', 'state_conflict'] },
  held_accept: {
    summary: 'Let answers count that were kept apart while paused, suspended or late',
    refusals: ['attempt_not_found', 'state_conflict'],
  },
  sessions_list: { summary: 'List who is signed in where' },
  sessions_history: { summary: 'List sessions, ended ones too, latest first' },
  session_terminate: { summary: 'End a session at once', refusals: ['session_not_found', 'state_conflict'] },
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
  users_list: { summary: 'List the accounts of staff' },
  user_add: { summary: 'Add an account for a member of staff', refusals: ['password_too_weak', 'username_taken'] },
  user_disable: {
    summary: 'Disable an account of staff or a candidate and end their sessions',
    refusals: ['not_found', 'state_conflict'],
  },
  user_passwd: { summary: 'Set the password of an account and end its sessions', refusals: ['password_too_weak', 'not_found'] },
  user_enable: { summary: 'Enable an account or a candidate again', refusals: ['not_found'] },
  user_role: { summary: 'Change the role of an account and end its sessions', refusals: ['not_found', 'state_conflict'] },
  sessions_end_all: { summary: 'End every session of a user at once', refusals: ['not_found'] },
  totp_status: { summary: 'Ask whether the own account has a second factor' },
  totp_enrol: { summary: 'Begin a second factor; its secret is shown this once', refusals: ['state_conflict'] },
  totp_confirm: {
    summary: 'Confirm the second factor by its first code; answers with recovery codes',
    refusals: ['totp_invalid', 'state_conflict'],
  },
  totp_new_codes: { summary: 'Get new recovery codes in place of the old ones', refusals: ['totp_invalid', 'state_conflict'] },
  totp_remove: { summary: 'Remove the own second factor', refusals: ['totp_invalid', 'state_conflict'] },
  totp_reset: { summary: 'Remove the second factor of somebody who lost it', refusals: ['not_found', 'state_conflict'] },
  sign_in_policy_get: { summary: 'Ask whether staff need a second factor' },
  sign_in_policy_set: {
    summary: 'Say whether staff need a second factor; ends the sessions of those without',
    refusals: ['state_conflict'],
  },
  alert_post: {
    summary: 'Report an incident as a service; staff see it as an alert (scope alerts:write)',
    refusals: ['exam_not_found', 'attempt_not_found'],
  },
  api_keys_list: { summary: 'List the API keys, revoked and expired ones too' },
  api_key_issue: { summary: 'Issue an API key for a service; its token is shown this once', refusals: ['state_conflict'] },
  api_key_revoke: { summary: 'Revoke an API key and end its connections', refusals: ['not_found'] },
  metrics_get: { summary: 'Read how the live connections do: connections, messages, events, alerts, latency, by days' },
  connections_list: { summary: 'List the open connections, whose they are, and what went over them' },
  audit_list: { summary: 'Read the audit log: oldest first, or newest first with order=newest or beforeSeq' },
  audit_verify: { summary: 'Recompute the chain of the audit log and name the first entry that does not fit' },
  attempt_messages: { summary: 'Read the own conversation with staff, and whether the own hand is up', refusals: ownAttempt },
  attempt_tools: { summary: 'Read which tools may be asked for, and the own requests and grants', refusals: ownAttempt },
  attempt_recovery: { summary: 'Read how the own request to go on stands', refusals: ownAttempt },
  messages_list: { summary: "Read a candidate's messages and whether their hand is up", refusals: ownAttempt },
  hand_attend: { summary: 'Mark a raised hand as attended to', refusals: ['attempt_not_found', 'state_conflict'] },
  tools_list: { summary: 'List the tools of the room, or of an exam', refusals: exam },
  tool_add: { summary: 'Add a tool for the room or for one exam', refusals: ['exam_not_found', 'state_conflict'] },
  tool_remove: { summary: 'Remove a tool that was added', refusals: ['tool_not_found', 'state_conflict'] },
  tools_open: { summary: 'List what waits for a decision and what is granted now' },
  tools_history: { summary: 'List requests, grants and uses of tools, latest first' },
  tool_decide: {
    summary: 'Grant, deny or revoke a tool',
    refusals: ['not_found', 'tool_not_found', 'attempt_not_found', 'state_conflict'],
  },
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
  recovery_policy_set: { summary: 'Set how many custodians an exam demands, and which methods', refusals: exam },
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
