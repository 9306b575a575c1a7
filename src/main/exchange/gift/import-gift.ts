import type { ImportReport } from '../../../shared/model/exam.ts';
import { QuestionId } from '../../../shared/model/ids.ts';
import { type Question, QuestionType } from '../../../shared/model/question.ts';
import { hasGapCode } from '../cloze/gap-codes.ts';
import { type DecodedText, decodeText, guessOf } from '../decode-text.ts';
import { ImportRefused } from '../import-refused.ts';
import { type ImportedExam, MAX_EXAM_BYTES, titleFrom } from '../imported-exam.ts';
import { EmbeddedMedia } from '../moodle-xml/embedded-media.ts';
import { reasonForSize } from '../reason-for-size.ts';
import { categoryPath } from './category-path.ts';
import { categoryTitle } from './category-title.ts';
import { keepFormulas } from './formula-escapes.ts';
import type { SourceBlock } from './open-block.ts';
import { commentedIn, takeApart } from './question-parts.ts';
import { readGapQuestion } from './read-gap-question.ts';
import { itemOf, readQuestion, typeOf } from './read-question.ts';
import { isComment } from './source-lines.ts';
import { splitQuestions } from './split-questions.ts';
import { Unreadable } from './unreadable.ts';

/** Above these no file is an exam; the numbers keep a hostile one from filling the memory. */
const MAX_LINES = 500_000;
const MAX_QUESTIONS = 10_000;
const MAX_QUESTION_CHARS = 4_000_000;
const MAX_WARNINGS = 1_000;

/**
 * Reads an exam in Moodle's GIFT format as Moodle means it. Every question of the file is in the exam or, with its
 * line and a reason, in the report's `skipped`; a bad one never takes a good one with it.
 *
 * Throws `ImportRefused`: `file_too_large`, `file_not_text`, `nothing_importable` (with the report). Source: features EX1.
 */
export function importGift(bytes: Uint8Array, options: { filename?: string } = {}): ImportedExam {
  if (bytes.byteLength > MAX_EXAM_BYTES) throw tooLarge('is larger than 20 MB');
  const decoded = decodeText(bytes);
  if (!decoded)
    throw new ImportRefused(
      'file_not_text',
      'This file is not text, so it cannot be GIFT; save it as text in UTF-8 and import it again.',
    );
  const lines = toLines(decoded.text);
  const blocks = splitQuestions(lines).filter((block) => block.kind === 'category' || hasContent(lines, block));
  if (blocks.length > MAX_QUESTIONS) throw tooLarge(`has more than ${MAX_QUESTIONS.toLocaleString('en')} questions`);

  const reading = new GiftReading(lines, decoded);
  for (const block of blocks) reading.add(block);
  return reading.finish(options.filename);
}

const tooLarge = (what: string): ImportRefused =>
  new ImportRefused('file_too_large', `This file ${what}; divide it and import its parts.`);

function toLines(text: string): string[] {
  const normal = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  let count = 1;
  for (let at = normal.indexOf('\n'); at >= 0; at = normal.indexOf('\n', at + 1)) count += 1;
  if (count > MAX_LINES) throw tooLarge(`has more than ${MAX_LINES.toLocaleString('en')} lines`);
  return normal.split('\n');
}

const hasContent = (lines: readonly string[], { start, end }: SourceBlock): boolean =>
  lines.slice(start, end).some((line) => line.trim() !== '' && !isComment(line));

/** One file being read: its questions so far and the account of them. */
class GiftReading {
  private readonly lines: readonly string[];
  private readonly questions: Question[] = [];
  private readonly skipped: ImportReport['skipped'] = [];
  private readonly warnings: string[] = [];
  private readonly media = new EmbeddedMedia();
  private title: string | undefined;
  private category: string | undefined;
  private previousEnd = -1;
  private unreportedWarnings = 0;

  constructor(lines: readonly string[], { encoding }: DecodedText) {
    this.lines = lines;
    const guess = guessOf(encoding);
    if (guess !== undefined) this.warn(guess);
  }

  add(block: SourceBlock): void {
    const source = this.lines.slice(block.start, block.end);
    if (block.kind === 'category') {
      const written = source[0] ?? '';
      this.title ??= categoryTitle(written);
      this.category = categoryPath(written.slice(written.indexOf(':') + 1));
      return;
    }
    const line = block.start + 1 + source.findIndex((text) => text.trim() !== '' && !isComment(text));
    const content = source.filter((text) => !isComment(text)).join('\n');
    if (block.start === this.previousEnd)
      this.warn(`Line ${line}: no blank line before this question; it was read as one of its own.`);
    this.previousEnd = block.end;
    if (block.goesOverBlankLine)
      this.warn(`Line ${line}: the answers of this question go over a blank line; Moodle would not read it.`);
    const comments = source.filter(isComment);
    this.read(content, line, commentedIn(comments), block.fault);
  }

  private read(content: string, line: number, commented: ReturnType<typeof commentedIn>, fault: string | undefined): void {
    const told = new Set<string>();
    const warn = (message: string): void => {
      if (!told.has(message)) this.warn(`Line ${line}: ${message}.`);
      told.add(message);
    };
    const parts = takeApart(keepFormulas(content.slice(0, MAX_QUESTION_CHARS), warn));
    try {
      if (content.length > MAX_QUESTION_CHARS) throw new Unreadable('it is longer than 4 million characters');
      const isCloze = hasGapCode(content);
      if (fault !== undefined && !isCloze) throw new Unreadable(fault);
      const id = QuestionId.parse(`q${this.questions.length + 1}`);
      const details = {
        id,
        line,
        ...commented,
        ...(this.category === undefined ? {} : { category: this.category }),
      };
      const read = isCloze
        ? readGapQuestion(content, parts, details, this.media, warn)
        : readQuestion(parts, details, this.media, warn);
      const tooLarge = reasonForSize(read);
      if (tooLarge) throw new Unreadable(tooLarge);
      this.questions.push(read);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.skipped.push({
        line,
        item: itemOf(parts),
        ...(hasGapCode(content) ? { type: 'cloze' } : fault === undefined ? { type: typeOf(parts.answers) } : {}),
        reason: error.message,
      });
    }
  }

  private warn(message: string): void {
    if (this.warnings.length < MAX_WARNINGS) this.warnings.push(message);
    else this.unreportedWarnings += 1;
  }

  finish(filename: string | undefined): ImportedExam {
    const report = this.report();
    if (this.questions.length === 0) {
      const what = report.skipped.length === 0 ? 'There is no question in this file' : 'No question of this file could be read';
      throw new ImportRefused(
        'nothing_importable',
        `${what}; check that it is a GIFT file, or correct what the report names.`,
        report,
      );
    }
    const media = this.media.namedIn(this.questions);
    return { title: titleFrom(filename, this.title), questions: this.questions, report, ...(media.length > 0 ? { media } : {}) };
  }

  private report(): ImportReport {
    const byType: ImportReport['byType'] = {};
    for (const type of QuestionType.options) {
      const count = this.questions.filter((question) => question.type === type).length;
      if (count > 0) byType[type] = count;
    }
    const imported = this.questions.length;
    const warnings = [...this.warnings];
    if (imported > 0 && byType.description === imported) {
      warnings.unshift(
        'No question of this file has answers in { }, so all of it was read as text to show; check that it is a GIFT file.',
      );
    }
    if (this.unreportedWarnings > 0) warnings.push(`${this.unreportedWarnings} further warnings are not listed.`);
    return { format: 'gift', imported, byType, skipped: this.skipped, warnings };
  }
}
