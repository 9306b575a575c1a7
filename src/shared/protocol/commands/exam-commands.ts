import { z } from 'zod';
import { Accommodations } from '../../model/accommodations.ts';
import { AttemptResult } from '../../model/attempt.ts';
import { PlainText } from '../../model/bounded-json.ts';
import { Drawing } from '../../model/drawing.ts';
import { ExamDetail, ExamSummary, ImportReport, RosterReport, SittingView } from '../../model/exam.ts';
import { ClientMadeId, ExamId, SittingId, UserId } from '../../model/ids.ts';
import { rosterReading } from '../../model/roster-reading.ts';
import { Severity } from '../../model/severity.ts';
import { IsoTime } from '../../model/time.ts';
import { PaperRevision } from './editing-commands.ts';
import { done, nothing, STAFF } from './parts.ts';
import type { CommandTable } from './table.ts';

/** Papers, rosters, sittings, results (EX1 to EX7). */
export const EXAM_COMMANDS = {
  exams_list: { roles: STAFF, input: nothing, output: z.strictObject({ exams: z.array(ExamSummary) }) },
  exam_get: {
    roles: STAFF,
    input: z.strictObject({
      examId: ExamId,
      /** `sitting`: as the current sitting asks it, where the exam was edited since; else as it stands. */
      paper: z.enum(['current', 'sitting']).optional(),
    }),
    output: ExamDetail,
  },
  exam_import: {
    roles: STAFF,
    input: z.strictObject({
      format: z.enum(['auto', 'gift', 'moodle-xml', 'qti', 'aiken']).optional(),
      filename: PlainText(255).optional(),
      bytes: z.instanceof(Uint8Array),
    }),
    output: z.strictObject({
      exam: z.strictObject({ id: ExamId, title: z.string(), questionCount: z.int() }),
      report: ImportReport,
    }),
  },
  /** Sittings that have started keep what they started with. */
  exam_update: {
    roles: STAFF,
    input: z.strictObject({
      examId: ExamId,
      /** The state of the paper that was looked at; a paper changed since is not changed over it. */
      revision: PaperRevision.optional(),
      title: PlainText(200).min(1).optional(),
      durationMinutes: z.number().min(1).max(1440).optional(),
      instructions: PlainText(20_000).optional(),
      ...Drawing.partial().shape,
    }),
    output: ExamDetail,
  },
  roster_import: {
    roles: STAFF,
    input: z.strictObject({ examId: ExamId, bytes: z.instanceof(Uint8Array), ...rosterReading }),
    output: RosterReport,
  },
  roster_get: {
    roles: STAFF,
    input: z.strictObject({ examId: ExamId }),
    output: z.strictObject({
      roster: z.array(
        z.strictObject({
          userId: UserId,
          candidateNumber: z.string(),
          name: z.string(),
          seat: z.string().optional(),
          extraMinutes: z.number(),
          accommodations: Accommodations.optional(),
          hasAccessCode: z.boolean(),
          /** Too many wrong access codes: staff must release the candidate. */
          isLocked: z.boolean(),
          joined: z.boolean(),
          /** False: an administrator has disabled the candidate, who cannot join any exam of this room. */
          active: z.boolean(),
        }),
      ),
    }),
  },
  roster_release: {
    roles: STAFF,
    input: z.strictObject({ examId: ExamId, userId: UserId }),
    output: z.strictObject({ ok: z.literal(true) }),
  },
  exam_open: {
    roles: STAFF,
    input: z.strictObject({ examId: ExamId }),
    output: z.strictObject({ examId: ExamId, sittingId: SittingId, code: z.string(), urls: z.array(z.string()) }),
  },
  exam_start: {
    roles: STAFF,
    input: z.strictObject({ examId: ExamId }),
    output: z.strictObject({ examId: ExamId, sitting: SittingView }),
  },
  exam_pause: {
    roles: STAFF,
    input: z.strictObject({ examId: ExamId }),
    output: z.strictObject({ examId: ExamId, sitting: SittingView }),
  },
  exam_resume: {
    roles: STAFF,
    input: z.strictObject({ examId: ExamId }),
    output: z.strictObject({ examId: ExamId, sitting: SittingView }),
  },
  exam_end: {
    roles: STAFF,
    input: z.strictObject({ examId: ExamId }),
    output: z.strictObject({ examId: ExamId, sitting: SittingView }),
  },
  sitting_create: {
    roles: STAFF,
    input: z.strictObject({ examId: ExamId }),
    output: z.strictObject({
      examId: ExamId,
      sitting: SittingView,
      /** The new start code, where the exam asks for one: said this once. */
      startCode: z.string().optional(),
    }),
  },
  room_info: {
    roles: STAFF,
    input: nothing,
    output: z.strictObject({
      code: z.string(),
      urls: z.array(z.string()),
      /** With TLS: the fingerprint of the room's certificate (SHA-256, hex pairs with colons), for people to compare. */
      certificateSha256: z.string().optional(),
      version: z.string(),
      serverTime: IsoTime,
    }),
  },
  results_get: {
    roles: STAFF,
    input: z.strictObject({ examId: ExamId }),
    output: z.strictObject({ results: z.array(AttemptResult) }),
  },
  join_exam: { roles: STAFF, input: z.strictObject({ examId: ExamId }), output: z.strictObject({ ok: z.literal(true) }) },
  leave_exam: { roles: STAFF, input: z.strictObject({ examId: ExamId }), output: z.strictObject({ ok: z.literal(true) }) },
  exam_broadcast: {
    roles: STAFF,
    input: z.strictObject({
      id: ClientMadeId,
      examId: ExamId,
      title: PlainText(200),
      message: PlainText(2000),
      severity: Severity,
    }),
    output: done,
  },
} as const satisfies CommandTable;
