import type { ImportReport } from '../../shared/model/exam.ts';
import type { ExportedExam, ExportFormat } from '../../shared/model/exam-export.ts';
import type { RichText } from '../../shared/model/question.ts';
import type { SourceText } from '../../shared/model/question-draft.ts';
import { type ExamToExport, exportExam } from './export/export-exam.ts';
import { importExam } from './import-exam.ts';
import { ImportRefused } from './import-refused.ts';
import type { ImportedExam } from './imported-exam.ts';
import { renderTexts } from './render-texts.ts';
import { parseRoster, type RosterReading } from './roster-csv.ts';
import { previewRoster, type RosterTable } from './roster-preview.ts';
import { RosterRefused } from './roster-refused.ts';
import { type ReadToolFile, readToolFile } from './tool-files/read-tool-file.ts';

export type ImportTask =
  | {
      readonly kind: 'exam';
      readonly bytes: Uint8Array;
      readonly format?: string | undefined;
      readonly filename?: string | undefined;
    }
  | { readonly kind: 'roster'; readonly bytes: Uint8Array; readonly reading?: RosterReading | undefined }
  | { readonly kind: 'roster_preview'; readonly bytes: Uint8Array; readonly reading?: RosterReading | undefined }
  | { readonly kind: 'texts'; readonly texts: readonly SourceText[] }
  | {
      readonly kind: 'tool_file';
      readonly bytes: Uint8Array;
      readonly use: 'dictionary' | 'reference';
      readonly filename?: string | undefined;
    }
  | { readonly kind: 'export'; readonly paper: ExamToExport; readonly format: ExportFormat };

type Roster = Omit<ReturnType<typeof parseRoster>, 'mapping'>;

/** What comes back over a thread boundary, where an exception would lose its code. */
export type ImportOutcome =
  | { readonly ok: true; readonly value: ImportedExam | Roster | RosterTable | RichText[] | ExportedExam | ReadToolFile }
  | { readonly ok: false; readonly code: string; readonly message: string; readonly report?: ImportReport | undefined };

/** Reads one foreign file, or writes one; a refusal is an outcome, a bug is thrown. */
export async function carryOutImport(task: ImportTask): Promise<ImportOutcome> {
  try {
    if (task.kind === 'export') return { ok: true, value: exportExam(task.paper, task.format) };
    if (task.kind === 'tool_file') return { ok: true, value: readToolFile(task.bytes, task) };
    if (task.kind === 'texts') return { ok: true, value: renderTexts(task.texts) };
    if (task.kind === 'roster_preview') return { ok: true, value: previewRoster(task.bytes, task.reading) };
    if (task.kind === 'roster') {
      const { mapping: _, ...roster } = parseRoster(task.bytes, task.reading);
      return { ok: true, value: roster };
    }
    return { ok: true, value: await importExam(task.bytes, task) };
  } catch (error) {
    if (error instanceof ImportRefused) return { ok: false, code: error.code, message: error.message, report: error.report };
    if (error instanceof RosterRefused) return { ok: false, code: error.code, message: error.message };
    throw error;
  }
}
