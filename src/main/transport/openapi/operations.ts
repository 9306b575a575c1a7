import type { CommandName } from '../../../shared/protocol/commands.ts';
import type { ErrorCode } from '../../../shared/protocol/errors.ts';
import { PAPER_OPERATION_NOTES } from './paper-operations.ts';
import { TOOL_OPERATION_NOTES } from './tool-operations.ts';

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
      'late_join_closed',
    ],
  },
  attempt_get: { summary: 'Read the own attempt: state, clock, answers, and the questions while it runs', refusals: ownAttempt },
  attempt_events: { summary: 'Read what was recorded about the own attempt', refusals: ownAttempt },
  attempt_result: {
    summary: 'Read the own result once results are published',
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
  attempt_paper: {
    summary: 'Read the paper one candidate got: its questions in order, the answers and what they are worth',
    refusals: ['attempt_not_found'],
  },
  answers_get: {
    summary: 'List every answer of the current sitting in words; as CSV for `Accept: text/csv`',
    refusals: ['exam_not_found'],
  },
  media_get: {
    summary: 'Get a picture or sound of a paper; candidates those of their own, while it is open',
    refusals: ['not_found'],
  },
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
  ...PAPER_OPERATION_NOTES,
  ...TOOL_OPERATION_NOTES,
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
  sitting_plan_get: { summary: 'Tell when the sitting opens and starts by itself, and who may come late', refusals: exam },
  sitting_plan_set: {
    summary: 'Plan, move or cancel the opening and the start of the sitting',
    refusals: ['exam_not_found', 'state_conflict'],
  },
  external_get: { summary: 'Tell where the paper of an external exam is', refusals: exam },
  external_set: { summary: 'Take the paper from another server, or no longer', refusals: ['exam_not_found', 'state_conflict'] },
  late_join_set: { summary: 'Set until when candidates may join late, and what time they get', refusals: exam },
  start_code_set: {
    summary: 'Ask for a start code before the paper opens, or for none; told once',
    refusals: ['exam_not_found', 'state_conflict'],
  },
  start_code_enter: { summary: 'Enter the start code', refusals: ['attempt_not_found', 'start_code_invalid', 'state_conflict'] },
  suspension_note: { summary: 'Say something about the own suspension', refusals: ['attempt_not_found', 'state_conflict'] },
  start_code_release: { summary: 'Let a candidate try start codes again', refusals: ['attempt_not_found'] },
  time_extend: {
    summary: 'Give time to everybody or to some, with a reason',
    refusals: ['exam_not_found', 'attempt_not_found', 'state_conflict'],
  },
  time_credits: { summary: 'List every change of the time in the sitting', refusals: exam },
  attempt_time: { summary: 'Tell the own end, and every change of the own time', refusals: ownAttempt },
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
  exam_export: {
    summary: 'Take out the paper with its keys as Moodle XML or GIFT: as JSON with a report, or as the file itself',
    refusals: exam,
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
  grading_get: { summary: 'Read how an exam is marked and passed, and how far marking and telling are', refusals: exam },
  grading_set: {
    summary: 'Set the pass mark, the steps of points, blind marking, and whether candidates see points',
    refusals: ['exam_not_found', 'state_conflict'],
  },
  marking_questions: {
    summary: 'List the questions people mark, and the papers; without names while marking is blind',
    refusals: ['exam_not_found', 'state_conflict'],
  },
  marking_answers: {
    summary: 'Read all answers to one question, or all of one paper, with their marks',
    refusals: ['exam_not_found', 'not_found', 'question_not_found', 'state_conflict'],
  },
  mark_save: {
    summary: "Mark an answer as it was read; another's mark or another text meanwhile is told, never overwritten",
    refusals: ['exam_not_found', 'not_found', 'question_not_found', 'value_invalid', 'state_conflict'],
  },
  regrade_try: {
    summary: 'See what a corrected key would change for whom; changes nothing',
    refusals: ['exam_not_found', 'question_not_found', 'value_invalid', 'state_conflict'],
  },
  regrade_apply: {
    summary: 'Apply a corrected key that was tried, with a reason; what stood before is kept',
    refusals: ['exam_not_found', 'question_not_found', 'value_invalid', 'state_conflict'],
  },
  regrades_list: { summary: 'List the corrections of a sitting', refusals: ['exam_not_found', 'state_conflict'] },
  item_statistics: {
    summary: 'Read how the questions did: facility, discrimination, choices, reliability',
    refusals: ['exam_not_found', 'state_conflict'],
  },
  results_publish: {
    summary: 'Publish the results of a sitting; candidates are told, and get certificates where they passed',
    refusals: ['exam_not_found', 'state_conflict'],
  },
  results_export: {
    summary: 'Take the results out as CSV, for Moodle, for Canvas or as JSON; as the file itself with Accept: text/csv',
    refusals: exam,
  },
  certificates_list: { summary: 'List the certificates of a sitting, those that no longer count too', refusals: exam },
  certificate_get: {
    summary: 'Get one certificate as PDF',
    refusals: ['exam_not_found', 'not_found', 'state_conflict'],
  },
  certificates_get: {
    summary: 'Get all valid certificates of a sitting as one zip',
    refusals: ['exam_not_found', 'state_conflict'],
  },
  certificate_revoke: {
    summary: 'Take a certificate back, with a reason; it stays to be found as revoked',
    refusals: ['exam_not_found', 'not_found', 'state_conflict'],
  },
  own_certificate: { summary: 'Get the own certificate as PDF', refusals: ['attempt_not_found', 'not_found', 'state_conflict'] },
  certificate_verify: {
    summary: 'Ask what a certificate with this code is worth; says no name but its initials',
    refusals: ['not_found', 'rate_limited'],
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
