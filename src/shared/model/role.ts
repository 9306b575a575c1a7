import { z } from 'zod';

/** `officer` is accepted for `proctor` on input and never stored (product, People and roles). */
export const Role = z.enum(['admin', 'proctor', 'student', 'service']);
export type Role = z.infer<typeof Role>;
export const RoleInput = z.preprocess((value) => (value === 'officer' ? 'proctor' : value), Role);

export const isStaff = (role: Role): boolean => role === 'admin' || role === 'proctor';
