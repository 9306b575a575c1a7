import { z } from 'zod';
import { ExamId, SittingId } from '../../model/ids.ts';
import type { CommandTable } from './table.ts';

/** The record of a whole sitting, for replays (EV2, EV4). */
export const RECORD_COMMANDS = {
  sitting_export: {
    roles: ['admin'],
    /** The exam's current sitting unless another of its sittings is named. */
    input: z.strictObject({ examId: ExamId, sittingId: SittingId.optional() }),
    output: z.strictObject({
      examId: ExamId,
      sittingId: SittingId,
      /** JSON, one object each (docs/PROTOCOL.md, Record of a sitting). */
      lines: z.array(z.string()),
    }),
  },
} as const satisfies CommandTable;
