import type { ImportReport } from '../../shared/model/exam.ts';
import { QuestionId } from '../../shared/model/ids.ts';
import { type Question, QuestionType } from '../../shared/model/question.ts';
import { Unreadable } from './gift/unreadable.ts';
import { ImportRefused } from './import-refused.ts';
import { type ImportedExam, type ImportedMedia, titleFrom } from './imported-exam.ts';
import { reasonForSize } from './reason-for-size.ts';

/** Above this no file is an exam; the number keeps a hostile one from filling the memory. */
const MAX_QUESTIONS = 10_000;
const MAX_WARNINGS = 1_000;
const MAX_ITEM = 80;

/** A question of the file before it is read: what the report calls it if it cannot be. */
export interface SourceItem {
  readonly line?: number;
  readonly item?: string;
  readonly type?: string;
}

type Details = Pick<Question, 'id' | 'line'>;

/**
 * The account of one file being read: its questions so far, what was skipped and why, and what the teacher should know.
 * Every question given to `read` ends in one of the two lists.
 */
export class ImportAccount {
  private readonly format: string;
  private readonly questions: Question[] = [];
  private readonly skipped: ImportReport['skipped'] = [];
  private readonly warnings: string[] = [];
  private unreportedWarnings = 0;

  constructor(format: string) {
    this.format = format;
  }

  /** Reads one question; `Unreadable` puts it among the skipped with its reason, and the others go on. */
  read(source: SourceItem, make: (details: Details, warn: (message: string) => void) => Question): void {
    this.count();
    const told = new Set<string>();
    const place = source.line === undefined ? '' : `Line ${source.line}: `;
    const warn = (message: string): void => {
      if (!told.has(message)) this.warn(`${place}${message}.`);
      told.add(message);
    };
    try {
      const id = QuestionId.parse(`q${this.questions.length + 1}`);
      const question = make({ id, ...(source.line === undefined ? {} : { line: source.line }) }, warn);
      const tooLarge = reasonForSize(question);
      if (tooLarge) throw new Unreadable(tooLarge);
      this.questions.push(question);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.skip(source, error.message);
    }
  }

  /** Notes a question that is not even tried. */
  pass(source: SourceItem, reason: string): void {
    this.count();
    this.skip(source, reason);
  }

  private count(): void {
    if (this.questions.length + this.skipped.length < MAX_QUESTIONS) return;
    throw new ImportRefused(
      'file_too_large',
      `This file has more than ${MAX_QUESTIONS.toLocaleString('en')} questions; divide it and import its parts.`,
    );
  }

  private skip({ line, item, type }: SourceItem, reason: string): void {
    this.skipped.push({
      ...(line === undefined ? {} : { line }),
      ...(item ? { item: shortened(item) } : {}),
      ...(type ? { type: shortened(type) } : {}),
      reason,
    });
  }

  warn(message: string): void {
    if (this.warnings.length < MAX_WARNINGS) this.warnings.push(message);
    else this.unreportedWarnings += 1;
  }

  /** The exam, or `ImportRefused` `nothing_importable` with the report. `kind` is what the file should have been. */
  finish({ filename, ownTitle, media, kind }: Ending): ImportedExam {
    const report = this.report();
    if (this.questions.length === 0) {
      const what = report.skipped.length === 0 ? 'There is no question in this file' : 'No question of this file could be read';
      throw new ImportRefused(
        'nothing_importable',
        `${what}; check that it is ${kind}, or correct what the report names.`,
        report,
      );
    }
    const exam = { title: titleFrom(filename, ownTitle), questions: this.questions, report };
    return media && media.length > 0 ? { ...exam, media } : exam;
  }

  private report(): ImportReport {
    const byType: ImportReport['byType'] = {};
    for (const type of QuestionType.options) {
      const count = this.questions.filter((question) => question.type === type).length;
      if (count > 0) byType[type] = count;
    }
    const warnings = [...this.warnings];
    if (this.unreportedWarnings > 0) warnings.push(`${this.unreportedWarnings} further warnings are not listed.`);
    return { format: this.format, imported: this.questions.length, byType, skipped: this.skipped, warnings };
  }
}

interface Ending {
  readonly filename: string | undefined;
  readonly ownTitle?: string | undefined;
  readonly media?: readonly ImportedMedia[];
  readonly kind: string;
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= MAX_ITEM ? line : `${line.slice(0, MAX_ITEM - 1).toWellFormed()}…`;
}
