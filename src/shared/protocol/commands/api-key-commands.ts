import { z } from 'zod';
import { ApiKeyView, Scope, ServiceName } from '../../model/api-key.ts';
import { SessionId } from '../../model/ids.ts';
import { nothing } from './parts.ts';
import type { CommandTable } from './table.ts';

/** 400 days: longer than a school year, and no key is for ever. */
const LONGEST_HOURS = 400 * 24;

/** Keys with which other programs speak to the room (ID2). */
export const API_KEY_COMMANDS = {
  api_key_issue: {
    roles: ['admin'],
    input: z.strictObject({
      name: ServiceName,
      scopes: z.array(Scope).min(1).max(3),
      ttlHours: z.int().min(1).max(LONGEST_HOURS),
    }),
    /** `token` is shown this once. */
    output: z.strictObject({ key: ApiKeyView, token: z.string() }),
  },
  api_keys_list: { roles: ['admin'], input: nothing, output: z.strictObject({ keys: z.array(ApiKeyView) }) },
  api_key_revoke: {
    roles: ['admin'],
    input: z.strictObject({ keyId: SessionId }),
    output: z.strictObject({ key: ApiKeyView }),
  },
} as const satisfies CommandTable;
