import { z } from 'zod';
import { PlainText } from '../../model/bounded-json.ts';
import { ClientMadeId, ExamId, UserId } from '../../model/ids.ts';
import { IsoTime } from '../../model/time.ts';
import {
  DataPoint,
  DataPoints,
  OwnToolAccess,
  Tool,
  ToolAccess,
  ToolAccessId,
  ToolHistoryEntry,
  ToolId,
  ToolKind,
} from '../../model/tool.ts';
import { limit, nothing, reason, STAFF } from './parts.ts';
import type { CommandTable } from './table.ts';

const acked = { ok: z.literal(true), id: ClientMadeId, duplicate: z.boolean().optional() };

/** Where a web page may go; its own address counts without being named. */
export const AllowList = z.array(PlainText(500)).max(20);

/** Aids a candidate may ask for and be granted (TL1). */
export const TOOL_COMMANDS = {
  attempt_tools: {
    roles: ['student'],
    input: nothing,
    output: z.strictObject({
      tools: z.array(Tool.pick({ id: true, kind: true, name: true, dataPoints: true })),
      access: z.array(OwnToolAccess),
    }),
  },
  tool_request: {
    roles: ['student'],
    input: z.strictObject({
      id: ClientMadeId,
      /** The tool's id, name or kind. */
      tool: PlainText(200).min(1),
      reason: reason.optional(),
      dataPoints: DataPoints.optional(),
    }),
    output: z.strictObject({ ...acked, requestId: ToolAccessId }),
  },
  tool_use: {
    roles: ['student'],
    input: z.strictObject({
      id: ClientMadeId,
      grantId: ToolAccessId,
      /** Left out: the tool was used and read nothing. */
      dataPoint: DataPoint.optional(),
      /** For a use that could not be told at once: when it was. One from while the grant lived counts as granted. */
      occurredAt: IsoTime.optional(),
    }),
    output: z.strictObject(acked),
  },
  tool_decide: {
    roles: STAFF,
    input: z.strictObject({
      id: ClientMadeId,
      action: z.enum(['grant', 'deny', 'revoke']),
      requestId: ToolAccessId.optional(),
      grantId: ToolAccessId.optional(),
      userId: UserId.optional(),
      toolId: ToolId.optional(),
      /** Granted ones; those asked for unless told. */
      dataPoints: DataPoints.optional(),
      /** How long the grant lasts; to the end of the attempt unless told. */
      minutes: z.number().min(0.1).max(1440).optional(),
      reason: reason.optional(),
    }),
    output: z.strictObject({ ...acked, grantId: ToolAccessId, access: ToolAccess }),
  },
  tools_list: {
    roles: STAFF,
    input: z.strictObject({ examId: ExamId.optional() }),
    output: z.strictObject({ tools: z.array(Tool) }),
  },
  tool_add: {
    roles: STAFF,
    input: z.strictObject({
      examId: ExamId.optional(),
      kind: ToolKind,
      name: PlainText(200).min(1),
      address: PlainText(2000).optional(),
      allow: AllowList.optional(),
      dataPoints: DataPoints.optional(),
    }),
    output: z.strictObject({ tool: Tool }),
  },
  tool_remove: { roles: STAFF, input: z.strictObject({ toolId: ToolId }), output: z.strictObject({ tool: Tool }) },
  /** What waits for a decision, oldest first, and what is granted now. */
  tools_open: {
    roles: STAFF,
    input: z.strictObject({ examId: ExamId.optional() }),
    output: z.strictObject({ requests: z.array(ToolAccess), grants: z.array(ToolAccess) }),
  },
  tools_history: {
    roles: STAFF,
    input: z.strictObject({
      examId: ExamId.optional(),
      userId: UserId.optional(),
      beforeNumber: z.coerce.number().int().min(1).optional(),
      limit: limit(500).optional(),
    }),
    output: z.strictObject({ history: z.array(ToolHistoryEntry), nextBeforeNumber: z.int().optional() }),
  },
} as const satisfies CommandTable;
