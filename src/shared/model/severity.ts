import { z } from 'zod';

/** The only scale of the security domain (protocol 2). */
export const Severity = z.enum(['low', 'medium', 'high', 'critical']);
export type Severity = z.infer<typeof Severity>;

/** Position on the scale, 0 (low) to 3 (critical). */
export const severityRank = (severity: Severity): number => Severity.options.indexOf(severity);

export const worstSeverity = (a: Severity, b: Severity): Severity => (severityRank(a) >= severityRank(b) ? a : b);
