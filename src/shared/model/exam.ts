import { z } from 'zod';
import { Drawing } from './drawing.ts';
import { ExamId, SittingId } from './ids.ts';
import { Policy } from './policy.ts';
import { Question, QuestionType } from './question.ts';
import { IsoTime } from './time.ts';

export const SittingState = z.enum(['draft', 'open', 'running', 'paused', 'ended']);
export type SittingState = z.infer<typeof SittingState>;

export const SittingView = z.strictObject({
  sittingId: SittingId,
  state: SittingState,
  openedAt: IsoTime.optional(),
  startedAt: IsoTime.optional(),
  /** Planned end for candidates without extra time; absent unless running. */
  endsAt: IsoTime.optional(),
  endedAt: IsoTime.optional(),
});
export type SittingView = z.infer<typeof SittingView>;

/** A line of the exam list. */
export const ExamSummary = z.strictObject({
  id: ExamId,
  title: z.string(),
  durationMinutes: z.number(),
  questionCount: z.int(),
  /** Questions a candidate can answer; descriptions are not among them. */
  answerableCount: z.int(),
  totalPoints: z.number(),
  rosterCount: z.int(),
  attemptCount: z.int(),
  createdAt: IsoTime,
  sitting: SittingView,
});
export type ExamSummary = z.infer<typeof ExamSummary>;

/** The whole paper with keys: staff only. */
export const ExamDetail = ExamSummary.extend({
  instructions: z.string(),
  policy: Policy,
  questions: z.array(Question),
  ...Drawing.shape,
  /** Counts the changes of the paper: whoever changes it says which state they looked at (EX2). */
  revision: z.int(),
  /** The state of the paper that the current sitting keeps, where that is an older one. */
  sittingRevision: z.int().optional(),
});
export type ExamDetail = z.infer<typeof ExamDetail>;

/** What an import read, skipped and why: every question of the source is in `imported` or in `skipped` (EX1). */
export const ImportReport = z.strictObject({
  format: z.string(),
  imported: z.int(),
  byType: z.partialRecord(QuestionType, z.int()),
  skipped: z.array(
    z.strictObject({ line: z.int().optional(), item: z.string().optional(), type: z.string().optional(), reason: z.string() }),
  ),
  warnings: z.array(z.string()),
});
export type ImportReport = z.infer<typeof ImportReport>;

export const RosterReport = z.strictObject({
  added: z.int(),
  updated: z.int(),
  rejected: z.array(z.strictObject({ line: z.int(), reason: z.string() })),
  /** Of candidates who are on the list: a seat or an access code that several of them have; absent where there is none. */
  warnings: z.array(z.strictObject({ line: z.int(), reason: z.string() })).optional(),
});
export type RosterReport = z.infer<typeof RosterReport>;
