import type { ExportedExam, ExportFormat } from '../../../shared/model/exam-export.ts';
import type { Question } from '../../../shared/model/question.ts';
import type { ImportedMedia } from '../imported-exam.ts';
import { ExportAccount } from './export-account.ts';
import { writeGift } from './write-gift.ts';
import { writeMoodleXml } from './write-moodle-xml.ts';

export interface ExamToExport {
  readonly title: string;
  readonly questions: readonly Question[];
  readonly media: readonly ImportedMedia[];
}

/** A file name every system takes, from a title in any script. */
const nameFor = (title: string, ending: string): string =>
  `${
    title
      .replace(/[\\/:*?"<>|\s\p{Cc}]+/gu, ' ')
      .trim()
      .slice(0, 80)
      .toWellFormed() || 'exam'
  }${ending}`;

/**
 * The paper of an exam as a file another system can import. What the format cannot say is in the report by name, and
 * nothing is lost silently. Source: features EX1.
 */
export function exportExam({ title, questions, media }: ExamToExport, format: ExportFormat): ExportedExam {
  const account = new ExportAccount(format);
  const bySha = new Map(media.map((one) => [one.sha256, one]));
  const find = (sha256: string) => bySha.get(sha256);
  if (format === 'gift') {
    const content = writeGift(questions, find, account);
    return { filename: nameFor(title, '.gift'), mediaType: 'text/plain', content, report: account.finish() };
  }
  const content = writeMoodleXml(questions, find, account);
  return { filename: nameFor(title, '.xml'), mediaType: 'application/xml', content, report: account.finish() };
}
