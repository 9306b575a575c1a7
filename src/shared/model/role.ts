import { z } from 'zod';

export const Role = z.enum(['admin', 'proctor', 'student', 'service']);
export type Role = z.infer<typeof Role>;
/** A role of staff as it is typed: `officer` is accepted for `proctor` and never stored (product, People and roles). */
export const StaffRoleInput = z
  .enum(['admin', 'proctor', 'officer'])
  .transform((role): 'admin' | 'proctor' => (role === 'officer' ? 'proctor' : role));

export const isStaff = (role: Role): boolean => role === 'admin' || role === 'proctor';
