import { z } from 'zod';
import { QuestionType } from './question.ts';

export const ExportFormat = z.enum(['gift', 'moodle-xml']);
export type ExportFormat = z.infer<typeof ExportFormat>;

/** What an export wrote and what the format could not say: every question of the exam is in `exported` or in `skipped` (EX1). */
export const ExportReport = z.strictObject({
  format: ExportFormat,
  exported: z.int(),
  byType: z.partialRecord(QuestionType, z.int()),
  skipped: z.array(z.strictObject({ item: z.string(), type: QuestionType, reason: z.string() })),
  warnings: z.array(z.string()),
});
export type ExportReport = z.infer<typeof ExportReport>;

/** An exam as a file for another system. */
export const ExportedExam = z.strictObject({
  filename: z.string(),
  mediaType: z.enum(['text/plain', 'application/xml']),
  content: z.string(),
  report: ExportReport,
});
export type ExportedExam = z.infer<typeof ExportedExam>;
