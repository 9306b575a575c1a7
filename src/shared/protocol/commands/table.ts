import type { z } from 'zod';
import type { Role } from '../../model/role.ts';

/** name -> who may, what comes in, what goes out. `'anyone'`: also before signing in. */
export type CommandTable = Record<string, { roles: 'anyone' | readonly Role[]; input: z.ZodType; output: z.ZodType }>;
