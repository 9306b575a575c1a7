import type { ExportedExam, ExportFormat } from '../../../shared/model/exam-export.ts';
import type { ExamId } from '../../../shared/model/ids.ts';
import type { Question } from '../../../shared/model/question.ts';
import { findExam } from '../attempts/find-attempt.ts';
import type { Handler, SomeHandlers } from '../handler.ts';
import type { Store } from '../store.ts';

/** A picture or sound the questions name as `media:<sha256>`. */
export interface PaperMedia {
  readonly sha256: string;
  readonly mediaType: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' | 'audio/mpeg' | 'audio/ogg' | 'audio/wav';
  readonly bytes: Uint8Array;
}

/** Writing files for other systems, away from the main loop (decision 4). */
export interface PaperWriter {
  write(
    paper: { readonly title: string; readonly questions: readonly Question[]; readonly media: readonly PaperMedia[] },
    format: ExportFormat,
  ): Promise<ExportedExam>;
}

/** The media of an exam; a room that keeps none has none to give, and the export says which are missing. */
export type MediaOfExam = (store: Store, examId: ExamId) => readonly PaperMedia[];

/** Taking a paper out: with its keys, so it is for staff and leaves a trace (EX1). */
export function createPaperCommands(writer: PaperWriter, mediaOf: MediaOfExam = () => []): SomeHandlers<'exam_export'> {
  const examExport: Handler<'exam_export', ExportedExam> = {
    prepare: ({ examId, format }, { store }) => {
      const { exam } = findExam(store, examId);
      return writer.write({ title: exam.title, questions: store.exams.questions(examId), media: mediaOf(store, examId) }, format);
    },
    execute: (work, { examId, format }, file) => {
      findExam(work.store, examId);
      work.audit('exam.exported', `exam:${examId}`, {
        format,
        exported: file.report.exported,
        skipped: file.report.skipped.length,
      });
      return file;
    },
  };
  return { exam_export: examExport };
}
