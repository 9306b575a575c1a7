import type { ExportFormat, ExportReport } from '../../../shared/model/exam-export.ts';
import type { Question } from '../../../shared/model/question.ts';
import type { ImportedMedia } from '../imported-exam.ts';

/** A format cannot say this question; the reason is for its teacher. The others go on. */
export class Unsayable extends Error {
  override readonly name = 'Unsayable';
}

/** Neither format takes a question that speaks by its choices alone, as QTI has them. */
export function demandText(stem: string): void {
  if (stem.trim() === '') throw new Unsayable('it has no text of its own, only choices: write one');
}

/** Where the content of `media:<sha256>` is, if the room has it. */
export type FindMedia = (sha256: string) => Pick<ImportedMedia, 'mediaType' | 'bytes'> | undefined;

const MAX_WARNINGS = 1_000;

/** The account of one export: what was written, what was not, and what was lost of what was. */
export class ExportAccount {
  private readonly report: ExportReport;
  private readonly told = new Set<string>();

  constructor(format: ExportFormat) {
    this.report = { format, exported: 0, byType: {}, skipped: [], warnings: [] };
  }

  /** Writes one question, or notes why it cannot be. `lose` is told what the format drops of it, in words. */
  write(question: Question, put: (lose: (what: string) => void) => string): string | undefined {
    const name = question.name.slice(0, 80).toWellFormed();
    const losses: string[] = [];
    try {
      const written = put((what) => void losses.push(what));
      this.report.exported += 1;
      this.report.byType[question.type] = (this.report.byType[question.type] ?? 0) + 1;
      for (const what of new Set(losses)) this.warn(`"${name}": ${what}.`);
      return written;
    } catch (error) {
      if (!(error instanceof Unsayable)) throw error;
      this.report.skipped.push({ item: name, type: question.type, reason: error.message });
      return undefined;
    }
  }

  /** A sentence about the whole file, once. */
  warn(message: string): void {
    if (this.told.has(message) || this.report.warnings.length >= MAX_WARNINGS) return;
    this.told.add(message);
    this.report.warnings.push(message);
  }

  finish(): ExportReport {
    return this.report;
  }
}
