import type { Brace } from './source-lines.ts';

/** A stretch of a GIFT file: one question with its comments, or the naming of a category. Lines count from 0. */
export interface SourceBlock {
  readonly kind: 'question' | 'category';
  readonly start: number;
  /** The first line after it. */
  readonly end: number;
  /** Why its braces make no question. */
  readonly fault?: string;
  /** Its answers go on after a blank line, which Moodle does not read. */
  readonly goesOverBlankLine?: boolean;
}

const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

/** A question while its lines are read: whether its answers are still to come, open or closed, and what went wrong. */
export class OpenBlock {
  readonly start: number;
  private state: 'before' | 'inside' | 'after' = 'before';
  private openLine = 0;
  private closeLine = 0;
  /** Words after the closing brace: the answers stand inside a sentence. */
  private hasTail = false;
  /** A line inside open answers that looks like the start of a question. */
  private nameLine: number | undefined;
  private joinedUntil = -1;
  private fault: string | undefined;

  constructor(start: number) {
    this.start = start;
  }

  endAt(end: number): SourceBlock {
    const fault =
      this.fault ?? (this.state === 'inside' ? `the { of line ${this.openLine + 1} is never closed with }` : undefined);
    return {
      kind: 'question',
      start: this.start,
      end,
      ...(fault === undefined ? {} : { fault }),
      ...(this.joinedUntil < 0 ? {} : { goesOverBlankLine: true }),
    };
  }

  /** At a blank line a question is over, unless its answers are open and `findClose` finds their end. */
  goesOver(line: number, findClose: () => number | undefined): boolean {
    if (this.state !== 'inside' || this.fault !== undefined) return false;
    if (line > this.joinedUntil) this.joinedUntil = findClose() ?? this.joinedUntil;
    return line <= this.joinedUntil;
  }

  /** Is a line that starts with a name a new question? Inside answers that shows only at its brace. */
  endsBeforeName(line: number): boolean {
    if (this.state === 'inside') this.nameLine = line;
    return this.state === 'after' && !this.hasTail;
  }

  /** Takes a brace; gives the line where the block ended if the brace belongs to the next question. */
  take({ brace, at }: Brace, line: number, text: string): number | undefined {
    if (brace === '{' && this.state === 'before') {
      this.state = 'inside';
      this.openLine = line;
    } else if (brace === '}' && this.state === 'inside') {
      this.state = 'after';
      this.closeLine = line;
      this.hasTail = hasWords(text.slice(at + 1));
    } else if (brace === '{' && this.state === 'inside' && this.nameLine !== undefined) {
      return this.nameLine;
    } else if (brace === '{' && this.state === 'after' && line > this.closeLine && !this.hasTail) {
      return this.closeLine + 1;
    } else {
      this.fault ??= this.misplaced(brace, line + 1);
    }
    return undefined;
  }

  private misplaced(brace: string, line: number): string {
    if (this.state === 'before') return `the } of line ${line} closes nothing; a brace that belongs to the text is written \\}`;
    if (this.state === 'inside')
      return `line ${line} opens a second { inside the answers; a brace that belongs to the text is written \\{`;
    return `line ${line} has another ${brace} after the answers; a question has one answer block, and a brace that belongs to the text is written \\${brace}`;
  }
}
