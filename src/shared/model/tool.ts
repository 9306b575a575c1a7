import { z } from 'zod';
import { PlainText } from './bounded-json.ts';
import { AttemptId, ExamId, UserId } from './ids.ts';
import { IsoTime } from './time.ts';
import { ToolFile } from './tool-content.ts';

/** What kind of aid a tool is (TL1). */
export const ToolKind = z.enum(['calculator', 'dictionary', 'reference', 'file', 'url']);
export type ToolKind = z.infer<typeof ToolKind>;

/** Named inside the room: the usual ones by their kind, others by a UUID. */
export const ToolId = PlainText(64).min(1).brand<'ToolId'>();
export type ToolId = z.infer<typeof ToolId>;

/** A request for a tool and the grant it becomes have one id: the request's client-made one, unless somebody has it already. */
export const ToolAccessId = z.guid().brand<'ToolAccessId'>();
export type ToolAccessId = z.infer<typeof ToolAccessId>;

/** One item of data a tool reads. */
export const DataPoint = PlainText(128).min(1);
export const DataPoints = z.array(DataPoint).max(20);

/** A tool that may be asked for and granted, in the whole room or in one exam. */
export const Tool = z.strictObject({
  id: ToolId,
  kind: ToolKind,
  name: z.string(),
  /** Where the aid is: an address or the name of a file; shown to whoever was granted the tool. */
  address: z.string().optional(),
  /** The addresses its web page may go to, each with everything below its path. */
  allow: z.array(z.string()).optional(),
  /** What may be asked for; empty: whatever the candidate names. */
  dataPoints: z.array(z.string()),
  /** What it consists of; absent: nothing. */
  files: z.array(ToolFile).optional(),
  /** The only exam it is for. */
  examId: ExamId.optional(),
});
export type Tool = z.infer<typeof Tool>;

export const ToolAccessState = z.enum(['requested', 'granted', 'denied', 'revoked', 'expired']);
export type ToolAccessState = z.infer<typeof ToolAccessState>;

/** A candidate's own request or grant: nothing of anybody else. */
export const OwnToolAccess = z.strictObject({
  id: ToolAccessId,
  state: ToolAccessState,
  /** Where it leads and what it consists of only while it is granted, and of that what is granted. */
  tool: Tool.pick({ id: true, kind: true, name: true, address: true, allow: true, files: true }),
  dataPoints: z.array(z.string()),
  expiresAt: IsoTime.optional(),
  /** Why it was denied or revoked. */
  decisionReason: z.string().optional(),
});
export type OwnToolAccess = z.infer<typeof OwnToolAccess>;

/** The same for staff: whose, why, and how often it was used. */
export const ToolAccess = OwnToolAccess.extend({
  attemptId: AttemptId,
  examId: ExamId,
  userId: UserId,
  candidateNumber: z.string(),
  name: z.string(),
  seat: z.string().optional(),
  reason: z.string().optional(),
  /** When it was asked for, or granted unasked. */
  requestedAt: IsoTime,
  decidedAt: IsoTime.optional(),
  decidedBy: z.string().optional(),
  uses: z.int(),
});
export type ToolAccess = z.infer<typeof ToolAccess>;

/** What happened with tools, one line each. */
export const ToolHistoryEntry = z.strictObject({
  number: z.int(),
  at: IsoTime,
  type: z.enum(['requested', 'granted', 'denied', 'revoked', 'expired', 'used', 'blocked']),
  accessId: ToolAccessId.optional(),
  tool: z.strictObject({ id: z.string(), name: z.string() }),
  attemptId: AttemptId,
  examId: ExamId,
  userId: UserId,
  candidateNumber: z.string(),
  name: z.string(),
  dataPoints: z.array(z.string()),
  /** Name of the member of staff who decided. */
  by: z.string().optional(),
  reason: z.string().optional(),
});
export type ToolHistoryEntry = z.infer<typeof ToolHistoryEntry>;
