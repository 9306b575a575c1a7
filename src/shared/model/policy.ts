import { z } from 'zod';
import { RecoveryPolicy } from './recovery.ts';

/** How one event type counts. */
export const EventWeight = z.strictObject({
  /** Points of the first sure event; repeats saturate at twice that. */
  weight: z.number().min(0).max(100),
  /** 0..1: how much one such event proves. */
  confidence: z.number().min(0).max(1),
  /** Soft evidence alone never exceeds the policy's soft cap. */
  kind: z.enum(['soft', 'plain', 'hard']),
});
export type EventWeight = z.infer<typeof EventWeight>;

/** What an exam asks of its watch (EV2, EV3): every number visible and changeable. */
export const Policy = z.strictObject({
  name: z.string(),
  /** Record what would have been done and do nothing. */
  dryRun: z.boolean(),
  thresholds: z.strictObject({
    warn: z.number().min(0).max(101),
    highRisk: z.number().min(0).max(101),
    critical: z.number().min(0).max(101),
    /** Above 100: never suspend automatically. */
    suspend: z.number().min(0).max(101),
  }),
  softCap: z.number().min(0).max(100),
  halfLifeMinutes: z.number().positive(),
  /** Overrides by event type; the defaults are in the risk domain. */
  weights: z.record(z.string(), EventWeight),
  /** Repeats of one incident within this time raise its count instead of a new alert. */
  groupingSeconds: z.number().min(0),
  /** Give suspended time back on resume (EX9). */
  creditSuspension: z.boolean(),
  /** An exam may start only for candidates whose identity a proctor confirmed or an access code proved. */
  requireIdentity: z.boolean(),
  /** May a candidate sit the exam in a browser, which can enforce little (LD6)? */
  allowBrowser: z.boolean(),
  /** Who may let a candidate back in, and how; every method and one custodian unless told (ID6). */
  recovery: RecoveryPolicy.optional(),
});
export type Policy = z.infer<typeof Policy>;

/** The policy an exam has until somebody chooses another (protocol 2). */
export const STANDARD_POLICY: Policy = {
  name: 'standard',
  dryRun: false,
  thresholds: { warn: 25, highRisk: 50, critical: 75, suspend: 90 },
  softCap: 60,
  halfLifeMinutes: 10,
  weights: {},
  groupingSeconds: 60,
  creditSuspension: true,
  requireIdentity: false,
  allowBrowser: true,
};

/** Longer lists of weights than there are types to name help nobody. */
const MOST_WEIGHTS = 100;
const LADDER = ['warn', 'highRisk', 'critical', 'suspend'] as const;

/**
 * A policy as somebody sets it: every number within what makes sense, and no step of the ladder below the one before it. Who may
 * let candidates back in is not part of it: administrators set that on its own.
 */
export const PolicyInput = Policy.omit({ recovery: true })
  .extend({
    name: z
      .string()
      .trim()
      .regex(/^[\p{L}\p{N} _.-]{1,40}$/u, 'give a name of at most 40 letters, digits and spaces'),
    softCap: z.number().min(0).max(100),
    halfLifeMinutes: z.number().min(0.5).max(240),
    weights: z
      .record(z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, 'is not an event type (a-z, 0-9, _)'), EventWeight)
      .refine((weights) => Object.keys(weights).length <= MOST_WEIGHTS, `name at most ${MOST_WEIGHTS} event types`),
    groupingSeconds: z.number().min(0).max(3_600),
  })
  .check((context) => {
    const { thresholds } = context.value;
    for (const [index, step] of LADDER.entries()) {
      const before = LADDER[index - 1];
      if (before === undefined || thresholds[step] >= thresholds[before]) continue;
      const message = `must not be lower than ${before}, which comes before it`;
      context.issues.push({ code: 'custom', input: thresholds[step], path: ['thresholds', step], message });
    }
  });
export type PolicyInput = z.infer<typeof PolicyInput>;
