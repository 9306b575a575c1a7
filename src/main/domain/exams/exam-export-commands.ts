import type { ExportedExam, ExportFormat } from '../../../shared/model/exam-export.ts';
import { mediaIn } from '../../../shared/model/media.ts';
import type { Question } from '../../../shared/model/question.ts';
import type { Handler, SomeHandlers } from '../handler.ts';
import type { Medium } from '../media/media-store.ts';
import type { Store } from '../store.ts';
import { findPaper } from './editing/change-paper.ts';

/** Writing files for other systems, away from the main loop (decision 4). */
export interface PaperWriter {
  write(
    paper: { readonly title: string; readonly questions: readonly Question[]; readonly media: readonly Medium[] },
    format: ExportFormat,
  ): Promise<ExportedExam>;
}

/** What the texts of the paper name; what the room does not have, the export says. */
const mediaOf = (store: Store, questions: readonly Question[]): Medium[] =>
  mediaIn(JSON.stringify(questions)).flatMap((sha256) => store.media.get(sha256) ?? []);

/** Taking a paper out as it stands in the editor: with its keys, so it is for staff and leaves a trace (EX1). */
export function createExamExportCommands(writer: PaperWriter): SomeHandlers<'exam_export'> {
  const examExport: Handler<'exam_export', ExportedExam> = {
    prepare: ({ examId, format }, { store }) => {
      const { title } = findPaper({ store }, examId);
      const questions = store.exams.questions(examId);
      return writer.write({ title, questions, media: mediaOf(store, questions) }, format);
    },
    execute: (work, { examId, format }, file) => {
      findPaper(work, examId);
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
