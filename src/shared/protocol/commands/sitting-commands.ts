import { z } from 'zod';
import { PlainText } from '../../model/bounded-json.ts';
import { ExternalPaper } from '../../model/external-paper.ts';
import { AttemptId, ClientMadeId, ExamId } from '../../model/ids.ts';
import { LateJoin, OwnTimeCredit, SittingPlan, TimeCredit, WallTime } from '../../model/sitting-plan.ts';
import { IsoTime } from '../../model/time.ts';
import { done, nothing, reason, STAFF } from './parts.ts';
import type { CommandTable } from './table.ts';

/** When sittings begin, who may come late, whose time changes, and the code that opens the paper (EX4, EX9, EX11). */
export const SITTING_COMMANDS = {
  sitting_plan_get: { roles: STAFF, input: z.strictObject({ examId: ExamId }), output: SittingPlan },
  /** What is left out stays; null takes it back. */
  sitting_plan_set: {
    roles: STAFF,
    input: z.strictObject({
      examId: ExamId,
      opensAt: WallTime.nullable().optional(),
      startsAt: WallTime.nullable().optional(),
    }),
    output: SittingPlan,
  },
  late_join_set: { roles: STAFF, input: z.strictObject({ examId: ExamId, lateJoin: LateJoin }), output: SittingPlan },
  /** Time for everybody in the sitting, or for those named; negative minutes take time back. */
  time_extend: {
    roles: STAFF,
    input: z.strictObject({
      id: ClientMadeId,
      examId: ExamId,
      minutes: z
        .int()
        .min(-600)
        .max(600)
        .refine((minutes) => minutes !== 0, 'give a number of minutes other than 0'),
      attemptIds: z.array(AttemptId).min(1).max(1_000).optional(),
      reason: reason.trim().min(1),
    }),
    output: done.extend({ credited: z.int() }),
  },
  /** An exam whose paper is on another server; before the start. Null: it is the one that was imported. */
  external_get: {
    roles: STAFF,
    input: z.strictObject({ examId: ExamId }),
    output: z.strictObject({ external: ExternalPaper.optional() }),
  },
  external_set: {
    roles: STAFF,
    input: z.strictObject({ examId: ExamId, external: ExternalPaper.nullable() }),
    output: z.strictObject({ external: ExternalPaper.optional() }),
  },
  time_credits: {
    roles: STAFF,
    input: z.strictObject({ examId: ExamId }),
    output: z.strictObject({ credits: z.array(TimeCredit) }),
  },
  attempt_time: {
    roles: ['student'],
    input: nothing,
    output: z.strictObject({ endsAt: IsoTime.optional(), serverTime: IsoTime, credits: z.array(OwnTimeCredit) }),
  },
  /** Without a code the room makes one; null asks for none any more. The answer is the only time it is told. */
  start_code_set: {
    roles: STAFF,
    input: z.strictObject({ examId: ExamId, code: PlainText(32).trim().min(4).nullable().optional() }),
    output: z.strictObject({ code: z.string().optional() }),
  },
  start_code_enter: {
    roles: ['student'],
    input: z.strictObject({ id: ClientMadeId, code: PlainText(64).trim().min(1) }),
    output: done,
  },
  /** After too many wrong start codes. */
  start_code_release: {
    roles: STAFF,
    input: z.strictObject({ attemptId: AttemptId }),
    output: z.strictObject({ ok: z.literal(true) }),
  },
} as const satisfies CommandTable;
