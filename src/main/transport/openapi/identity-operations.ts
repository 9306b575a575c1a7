import type { CommandName } from '../../../shared/protocol/commands.ts';
import type { OperationNote } from './operations.ts';

/** Who somebody is: set-up, signing in, accounts, second factors, sessions, keys of services. */
export const IDENTITY_OPERATION_NOTES = {
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
  sessions_list: { summary: 'List who is signed in where' },
  sessions_history: { summary: 'List sessions, ended ones too, latest first' },
  session_terminate: { summary: 'End a session at once', refusals: ['session_not_found', 'state_conflict'] },
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
  api_keys_list: { summary: 'List the API keys, revoked and expired ones too' },
  api_key_issue: { summary: 'Issue an API key for a service; its token is shown this once', refusals: ['state_conflict'] },
  api_key_revoke: { summary: 'Revoke an API key and end its connections', refusals: ['not_found'] },
} as const satisfies Partial<Record<CommandName, OperationNote>>;
