import { z } from 'zod';
import { AttemptId } from './ids.ts';
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
