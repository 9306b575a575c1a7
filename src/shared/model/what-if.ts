import { z } from 'zod';
import { SittingState } from './exam.ts';
import { AttemptId, SittingId } from './ids.ts';
import { IsoTime } from './time.ts';

/** How far the automatic responses went. */
export const ResponseLevelName = z.enum(['none', 'warned', 'high_risk', 'critical', 'suspended']);

/** What a policy makes of an attempt's recorded events. */
export const ScoredAgain = z.strictObject({
  /** At the end of the sitting, or now if it goes on. */
  score: z.number(),
  highest: z.number(),
  /** The highest reached. */
  level: ResponseLevelName,
  /** In their order, at most 50. */
  responses: z.array(z.strictObject({ action: z.string(), at: IsoTime, score: z.number(), eventType: z.string() })),
});
export type ScoredAgain = z.infer<typeof ScoredAgain>;

/** Why a sitting cannot be scored again exactly. */
export const WhatIfLack = z.enum([
  /** It began before the room kept when its policy changed and what the room noticed by itself. */
  'before_course',
  /** Its policy was changed while it ran: the outcome as set is that of the policy as it stands now. */
  'policy_changed',
]);
export type WhatIfLack = z.infer<typeof WhatIfLack>;

/** A sitting that a policy can be tried on. */
export const RecordedSitting = z.strictObject({
  id: SittingId,
  number: z.int(),
  state: SittingState,
  startedAt: IsoTime.optional(),
  endedAt: IsoTime.optional(),
  attempts: z.int(),
  /** False: its records are too old for an exact outcome. */
  isExact: z.boolean(),
});
export type RecordedSitting = z.infer<typeof RecordedSitting>;

/** One attempt under the policy as it stands and under the one that is tried. */
export const WhatIfLine = z.strictObject({
  attemptId: AttemptId,
  candidateNumber: z.string(),
  name: z.string(),
  events: z.int(),
  /** What was in fact done automatically, whatever policy stood then. */
  done: z.array(z.strictObject({ action: z.string(), at: IsoTime, dryRun: z.boolean() })),
  asSet: ScoredAgain,
  tried: ScoredAgain,
});
export type WhatIfLine = z.infer<typeof WhatIfLine>;
