import { z } from 'zod';
import { AttemptId, UserId } from './ids.ts';
import { IsoTime } from './time.ts';

/** A moment as people write it: date, time and the offset from UTC it was meant in, so that nobody has to guess a zone. */
export const WallTime = z.iso.datetime({
  offset: true,
  error: 'write a date and time with its offset, as 2026-11-20T09:00:00+07:00',
});

/** Who may still come in once a sitting runs, and what time they get (EX4). */
export const LateJoin = z.strictObject({
  /** Minutes of the exam (pauses do not count) during which somebody may still join; absent: until the end. */
  untilMinutes: z.int().min(0).max(1440).optional(),
  /** `common_end`: what is left until everybody's end; `full`: the whole duration, counted from joining. */
  time: z.enum(['common_end', 'full']),
});
export type LateJoin = z.infer<typeof LateJoin>;

/** What an exam has until staff choose otherwise. */
export const DEFAULT_LATE_JOIN: LateJoin = { time: 'common_end' };

/** When a sitting is to open and start by the room's clock, and how one gets into it; for staff. */
export const SittingPlan = z.strictObject({
  opensAt: WallTime.optional(),
  startsAt: WallTime.optional(),
  /** The step the room did not take by itself, and why; staff take it by hand. */
  held: z.enum(['missed', 'identity']).optional(),
  lateJoin: LateJoin,
  /** Is a start code asked for before the paper opens (EX11)? The code itself is told once, when it is set. */
  hasStartCode: z.boolean(),
  serverTime: IsoTime,
});
export type SittingPlan = z.infer<typeof SittingPlan>;

/** Why time was given (or, with `extension` and `roster`, taken). */
export const CreditKind = z.enum(['extension', 'pause', 'suspension', 'outage', 'roster', 'accommodation', 'break', 'late_join']);
export type CreditKind = z.infer<typeof CreditKind>;

/** A change of the time somebody has, for staff; without `attemptId` it was for everybody. */
export const TimeCredit = z.strictObject({
  at: IsoTime,
  creditMs: z.int(),
  kind: CreditKind,
  attemptId: AttemptId.optional(),
  /** Candidate's name. */
  name: z.string().optional(),
  by: UserId.optional(),
  byName: z.string().optional(),
  reason: z.string().optional(),
});
export type TimeCredit = z.infer<typeof TimeCredit>;

/** The same as its candidate sees it: only what concerns them, and neither who nor why. */
export const OwnTimeCredit = z.strictObject({ at: IsoTime, creditMs: z.int(), kind: CreditKind });
export type OwnTimeCredit = z.infer<typeof OwnTimeCredit>;
