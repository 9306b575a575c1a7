import { z } from 'zod';
import { PlainText } from '../../model/bounded-json.ts';
import { ClientMadeId, UserId } from '../../model/ids.ts';
import { StaffRoleInput } from '../../model/role.ts';
import { SessionUser } from '../../model/session.ts';
import { nothing, reason, STAFF, username, whose } from './parts.ts';
import type { CommandTable } from './table.ts';

/** Six digits, or a recovery code; spaces and dashes do not count. */
const totp = PlainText(32).min(1);
const done = z.strictObject({ ok: z.literal(true) });
const account = { roles: ['admin'], output: z.strictObject({ user: SessionUser }) } as const;

/** Accounts beyond adding them: roles, sessions, the second factor of staff (ID1, ID3). */
export const ACCOUNT_COMMANDS = {
  user_enable: { ...account, input: whose },
  /** Ends the account's sessions, so that nobody goes on with the old role. */
  user_role: { ...account, input: z.strictObject({ username, role: StaffRoleInput }) },
  sessions_end_all: {
    roles: STAFF,
    input: z.strictObject({ id: ClientMadeId.optional(), userId: UserId, reason: reason.optional() }),
    output: z.strictObject({ ok: z.literal(true), id: z.string(), duplicate: z.boolean().optional(), ended: z.int() }),
  },
  totp_status: {
    roles: STAFF,
    input: nothing,
    output: z.strictObject({ isOn: z.boolean(), recoveryCodesLeft: z.int(), isRequired: z.boolean() }),
  },
  /** `secret` (base32) and `uri` (otpauth://) are shown this once; nothing is asked for until it is confirmed. */
  totp_enrol: { roles: STAFF, input: nothing, output: z.strictObject({ secret: z.string(), uri: z.string() }) },
  totp_confirm: {
    roles: STAFF,
    input: z.strictObject({ totp }),
    /** Each good once instead of a code; shown this once. */
    output: z.strictObject({ recoveryCodes: z.array(z.string()) }),
  },
  totp_new_codes: {
    roles: STAFF,
    input: z.strictObject({ totp }),
    output: z.strictObject({ recoveryCodes: z.array(z.string()) }),
  },
  totp_remove: { roles: STAFF, input: z.strictObject({ totp }), output: done },
  /** For somebody who lost their phone. */
  totp_reset: { ...account, input: z.strictObject({ username }) },
  sign_in_policy_get: { roles: ['admin'], input: nothing, output: z.strictObject({ staffNeedTotp: z.boolean() }) },
  sign_in_policy_set: {
    roles: ['admin'],
    input: z.strictObject({ staffNeedTotp: z.boolean() }),
    output: z.strictObject({ staffNeedTotp: z.boolean() }),
  },
} as const satisfies CommandTable;
