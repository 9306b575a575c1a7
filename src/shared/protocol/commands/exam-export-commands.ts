import { z } from 'zod';
import { ExportedExam, ExportFormat } from '../../model/exam-export.ts';
import { ExamId } from '../../model/ids.ts';
import { STAFF } from './parts.ts';
import type { CommandTable } from './table.ts';

/** The paper of an exam on its way out (EX1). */
export const EXAM_EXPORT_COMMANDS = {
  /** With keys and media, for another system; what its format cannot say is in the report. */
  exam_export: {
    roles: STAFF,
    input: z.strictObject({ examId: ExamId, format: ExportFormat }),
    output: ExportedExam,
  },
} as const satisfies CommandTable;
