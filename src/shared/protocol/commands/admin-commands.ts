import { z } from 'zod';
import { PlainText } from '../../model/bounded-json.ts';
import { Role, StaffRoleInput } from '../../model/role.ts';
import { SessionUser } from '../../model/session.ts';
import { IsoTime } from '../../model/time.ts';
import { limit, nothing, password, username, whose } from './parts.ts';
import type { CommandTable } from './table.ts';

/** Accounts and the audit log (ID1, ST2). */
export const ADMIN_COMMANDS = {
  user_add: {
    roles: ['admin'],
    input: z.strictObject({
      username,
      displayName: PlainText(200).min(1),
      role: StaffRoleInput,
      password,
    }),
    output: z.strictObject({ user: SessionUser }),
  },
  users_list: {
    roles: ['admin'],
    input: nothing,
    output: z.strictObject({ users: z.array(SessionUser.extend({ active: z.boolean(), role: Role, hasTotp: z.boolean() })) }),
  },
  /** Staff by their user name; candidates by their id, which the roster names (ID1). */
  user_disable: { roles: ['admin'], input: whose, output: z.strictObject({ user: SessionUser }) },
  user_passwd: { roles: ['admin'], input: z.strictObject({ username, password }), output: z.strictObject({ user: SessionUser }) },
  audit_list: {
    roles: ['admin'],
    /** Oldest first after `afterSeq`; with `order: 'newest'` or `beforeSeq` newest first, before it. */
    input: z.strictObject({
      afterSeq: z.coerce.number().int().min(0).optional(),
      beforeSeq: z.coerce.number().int().min(0).optional(),
      order: z.enum(['oldest', 'newest']).optional(),
      limit: limit(1000).optional(),
    }),
    output: z.strictObject({
      entries: z.array(
        z.strictObject({
          seq: z.int(),
          at: IsoTime,
          actor: z.string(),
          action: z.string(),
          subject: z.string(),
          details: z.record(z.string(), z.unknown()),
          hash: z.string(),
        }),
      ),
      /** Where the next page of newest first begins; absent when there is none. */
      nextBeforeSeq: z.int().optional(),
    }),
  },
  audit_verify: {
    roles: ['admin'],
    input: nothing,
    output: z.strictObject({ ok: z.boolean(), entries: z.int(), firstBadSeq: z.int().optional() }),
  },
} as const satisfies CommandTable;
