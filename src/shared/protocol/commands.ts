import type { z } from 'zod';
import { ACCOUNT_COMMANDS } from './commands/account-commands.ts';
import { ADMIN_COMMANDS } from './commands/admin-commands.ts';
import { API_KEY_COMMANDS } from './commands/api-key-commands.ts';
import { CANDIDATE_COMMANDS } from './commands/candidate-commands.ts';
import { EDITING_COMMANDS } from './commands/editing-commands.ts';
import { ENTRY_COMMANDS } from './commands/entry-commands.ts';
import { EVIDENCE_COMMANDS } from './commands/evidence-commands.ts';
import { EXAM_COMMANDS } from './commands/exam-commands.ts';
import { EXAM_EXPORT_COMMANDS } from './commands/exam-export-commands.ts';
import { GRADING_COMMANDS } from './commands/grading-commands.ts';
import { LOCATION_COMMANDS } from './commands/location-commands.ts';
import { MEDIA_COMMANDS } from './commands/media-commands.ts';
import { MESSAGE_COMMANDS } from './commands/message-commands.ts';
import { MONITORING_COMMANDS } from './commands/monitoring-commands.ts';
import { NOTIFICATION_COMMANDS } from './commands/notification-commands.ts';
import { PAPER_COMMANDS } from './commands/paper-commands.ts';
import { POLICY_COMMANDS } from './commands/policy-commands.ts';
import { RECORD_COMMANDS } from './commands/record-commands.ts';
import { RECOVERY_COMMANDS } from './commands/recovery-commands.ts';
import { RULE_COMMANDS } from './commands/rule-commands.ts';
import { SEATING_COMMANDS } from './commands/seating-commands.ts';
import { SERVICE_COMMANDS } from './commands/service-commands.ts';
import { SITTING_COMMANDS } from './commands/sitting-commands.ts';
import { TOOL_COMMANDS } from './commands/tool-commands.ts';
import { TOOL_CONTENT_COMMANDS } from './commands/tool-content-commands.ts';
import { WATCH_COMMANDS } from './commands/watch-commands.ts';

export type { Caller } from './commands/table.ts';
export { AlertActionName, ProctorActionName } from './commands/watch-commands.ts';

/**
 * Every action of the room. The router refuses what is not listed here, and whoever is not in a command's roles.
 * Names of socket commands are the wire names.
 */
export const COMMANDS = {
  ...ENTRY_COMMANDS,
  ...CANDIDATE_COMMANDS,
  ...WATCH_COMMANDS,
  ...EXAM_COMMANDS,
  ...ADMIN_COMMANDS,
  ...TOOL_COMMANDS,
  ...TOOL_CONTENT_COMMANDS,
  ...RECOVERY_COMMANDS,
  ...RECORD_COMMANDS,
  ...MESSAGE_COMMANDS,
  ...ACCOUNT_COMMANDS,
  ...API_KEY_COMMANDS,
  ...SERVICE_COMMANDS,
  ...NOTIFICATION_COMMANDS,
  ...MONITORING_COMMANDS,
  ...POLICY_COMMANDS,
  ...RULE_COMMANDS,
  ...EVIDENCE_COMMANDS,
  ...LOCATION_COMMANDS,
  ...MEDIA_COMMANDS,
  ...PAPER_COMMANDS,
  ...EXAM_EXPORT_COMMANDS,
  ...GRADING_COMMANDS,
  ...SITTING_COMMANDS,
  ...EDITING_COMMANDS,
  ...SEATING_COMMANDS,
} as const;

export type CommandName = keyof typeof COMMANDS;
export type CommandInput<Name extends CommandName> = z.output<(typeof COMMANDS)[Name]['input']>;
export type CommandOutput<Name extends CommandName> = z.output<(typeof COMMANDS)[Name]['output']>;

/** Commands a Socket.IO client may send, by their wire name (protocol 3). */
export const SOCKET_COMMANDS = [
  'client_ready',
  'security_event',
  'security_events',
  'answer_save',
  'exam_submit',
  'heartbeat',
  'sync',
  'join_exam',
  'leave_exam',
  'proctor_action',
  'held_accept',
  'session_terminate',
  'alert_action',
  'exam_broadcast',
  'tool_request',
  'tool_use',
  'tool_decide',
  'recovery_request',
  'recovery_decide',
  'chat_send',
  'hand_raise',
  'hand_lower',
  'break_start',
  'break_end',
  'note_add',
  'start_code_enter',
  'suspension_note',
  'notification_delivered',
  'notification_read',
  'metrics_subscribe',
  'metrics_unsubscribe',
] as const satisfies readonly CommandName[];
export type SocketCommandName = (typeof SOCKET_COMMANDS)[number];
