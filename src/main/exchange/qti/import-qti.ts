import type { ImportReport } from '../../../shared/model/exam.ts';
import { QuestionId } from '../../../shared/model/ids.ts';
import { type Question, QuestionType } from '../../../shared/model/question.ts';
import { ImportRefused } from '../import-refused.ts';
import { type ImportedExam, MAX_EXAM_BYTES, titleFrom } from '../imported-exam.ts';
import { reasonForSize } from '../reason-for-size.ts';
import { readXml } from '../xml/read-xml.ts';
import { looksLikeZip, readZip } from '../zip/read-zip.ts';
import { ItemFiles } from './item-files.ts';
import { PackageReading } from './package-reading.ts';
import { withNamesOfVersion2 } from './qti-names.ts';
import { Unreadable } from './unreadable.ts';

/** Above these no file is an exam; the numbers keep a hostile one from filling the memory. */
const MAX_QUESTIONS = 10_000;
const MAX_CHARS = 40_000_000;
const MAX_WARNINGS = 1_000;

/**
 * Reads an exam in QTI 1.2, 2.1, 2.2 or 3.0, or a Blackboard pool: a lone XML file, or a zip with or without a manifest.
 * Every item is in the exam, exactly as the file would grade it, or in the report's `skipped` with its identifier, type and
 * reason. Pictures and sounds of the package come along; nothing outside it is fetched.
 *
 * Throws `ImportRefused`: `file_too_large`, `file_hostile`, `file_not_text`, `format_unknown`, `nothing_importable` (with the
 * report). Source: features EX1, protocol 6 (Import), security 31.
 */
export async function importQti(bytes: Uint8Array, options: { filename?: string } = {}): Promise<ImportedExam> {
  if (bytes.byteLength > MAX_EXAM_BYTES) throw tooLarge('is larger than 20 MB');
  const account = new QtiAccount();
  if (looksLikeZip(bytes)) {
    const files = new ItemFiles(await readZip(bytes));
    const reading = new PackageReading(files, account);
    reading.readPackage();
    return account.finish(options.filename, files);
  }
  const files = new ItemFiles(new Map());
  const reading = new PackageReading(files, account);
  reading.readLone(withNamesOfVersion2(readXml(bytes)));
  return account.finish(options.filename, files);
}

const tooLarge = (what: string): ImportRefused =>
  new ImportRefused('file_too_large', `This file ${what}; divide it and import its parts.`);

type Skipped = ImportReport['skipped'][number];

/** One file being read: its questions so far and the account of them. */
export class QtiAccount {
  title = '';
  private readonly questions: Question[] = [];
  private readonly skipped: Skipped[] = [];
  private readonly warnings: string[] = [];
  private readonly told = new Set<string>();
  private unreportedWarnings = 0;
  private chars = 0;

  /** Reads one item; one that cannot be read is skipped with its reason and takes no other with it. */
  add(
    item: Pick<Skipped, 'item' | 'type' | 'line'>,
    category: string,
    read: (warn: (message: string) => void) => Omit<Question, 'id'>,
  ): void {
    if (this.questions.length + this.skipped.length >= MAX_QUESTIONS)
      throw tooLarge(`has more than ${MAX_QUESTIONS.toLocaleString('en')} questions`);
    const told: string[] = [];
    try {
      const read_ = read((message) => told.push(message));
      const question = {
        id: QuestionId.parse(`q${this.questions.length + 1}`),
        ...read_,
        ...(category === '' ? {} : { category }),
      } as Question;
      const tooLong = reasonForSize(question);
      if (tooLong) throw new Unreadable(tooLong);
      this.chars += question.stemHtml.length;
      if (this.chars > MAX_CHARS) throw tooLarge('has more than 40 million characters of text');
      this.questions.push(question);
      for (const message of told) this.warn(`Item "${item.item ?? ''}": ${message}.`);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.skip({ ...item, reason: error.message });
    }
  }

  skip({ item, type, line, reason }: Skipped): void {
    this.skipped.push({ ...(line === undefined ? {} : { line }), ...(item ? { item } : {}), ...(type ? { type } : {}), reason });
  }

  /** Told once, however often it comes up. */
  warn(message: string): void {
    if (this.told.has(message)) return;
    this.told.add(message);
    if (this.warnings.length < MAX_WARNINGS) this.warnings.push(message);
    else this.unreportedWarnings += 1;
  }

  finish(filename: string | undefined, files: ItemFiles): ImportedExam {
    const report = this.report();
    if (this.questions.length === 0) {
      const what = report.skipped.length === 0 ? 'There is no question in this file' : 'No question of this file could be read';
      throw new ImportRefused('nothing_importable', `${what}; correct what the report names and import it again.`, report);
    }
    const named = new Set([...JSON.stringify(this.questions).matchAll(/media:([0-9a-f]{64})/g)].map(([, sha256]) => sha256));
    const media = files.media.all().filter(({ sha256 }) => named.has(sha256));
    return { title: titleFrom(filename, this.title), questions: this.questions, report, ...(media.length > 0 ? { media } : {}) };
  }

  private report(): ImportReport {
    const byType: ImportReport['byType'] = {};
    for (const type of QuestionType.options) {
      const count = this.questions.filter((question) => question.type === type).length;
      if (count > 0) byType[type] = count;
    }
    const warnings = [...this.warnings];
    if (this.unreportedWarnings > 0) warnings.push(`${this.unreportedWarnings} further warnings are not listed.`);
    return { format: 'qti', imported: this.questions.length, byType, skipped: this.skipped, warnings };
  }
}
