import type { z } from 'zod';
import type { Role } from '../../model/role.ts';

/** Who may use a command: a role, or whoever holds a recovery token and nothing else (ID6). */
export type Caller = Role | 'requester';

/** name -> who may, what comes in, what goes out. `'anyone'`: also before signing in. */
export type CommandTable = Record<string, { roles: 'anyone' | readonly Caller[]; input: z.ZodType; output: z.ZodType }>;
