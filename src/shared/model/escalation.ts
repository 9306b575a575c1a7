import { z } from 'zod';
import { UserId } from './ids.ts';
import { Severity } from './severity.ts';

/** To whom, and how long after an alert was raised, if nobody has taken it by then. */
export const EscalationStep = z.strictObject({
  afterSeconds: z.int().min(5).max(3_600),
  to: z.enum(['proctor', 'admin', 'staff', 'people']),
  /** With `people`: who. */
  users: z.array(UserId).max(20).optional(),
});
export type EscalationStep = z.infer<typeof EscalationStep>;

/** Who hears of an alert that nobody acknowledges, one after the other (AL2). No steps: nobody. */
export const EscalationChain = z
  .strictObject({ severities: z.array(Severity).max(4), steps: z.array(EscalationStep).max(5) })
  .check(({ value: { steps }, issues }) => {
    for (const [index, step] of steps.entries()) {
      const refuse = (field: string, message: string) =>
        issues.push({ code: 'custom', input: step, path: ['steps', index, field], message });
      const before = steps[index - 1];
      if (before && step.afterSeconds <= before.afterSeconds) refuse('afterSeconds', 'must be later than the step before it');
      if (step.to === 'people' && !step.users?.length) refuse('users', 'say who');
    }
  });
export type EscalationChain = z.infer<typeof EscalationChain>;

export const NO_ESCALATION: EscalationChain = { severities: ['critical'], steps: [] };
