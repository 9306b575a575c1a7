import type { Choice, Question } from '../../../shared/model/question.ts';
import { decodeText, guessOf } from '../decode-text.ts';
import { Unreadable } from '../gift/unreadable.ts';
import { ImportAccount } from '../import-account.ts';
import { ImportRefused } from '../import-refused.ts';
import { type ImportedExam, MAX_EXAM_BYTES } from '../imported-exam.ts';
import { toPlainLine, toRichText } from '../rich-text.ts';
import { answerIn, optionIn } from './aiken-lines.ts';

const MAX_OPTIONS = 26;

/** Lines of the file that make one question, up to its `ANSWER:`. */
interface Block {
  readonly line: number;
  readonly stem: string[];
  readonly options: { letter: string; text: string }[];
  answer?: string;
}

/**
 * Reads Aiken: a text, choices `A. ...` or `A) ...`, `ANSWER: B`. Each question is in the exam or, with its line and a
 * reason, among the skipped. The texts are what they are: `<` is a character, no markup.
 *
 * Throws `ImportRefused`: `file_too_large`, `file_not_text`, `nothing_importable`. Source: features EX1; Moodle's Aiken.
 */
export function importAiken(bytes: Uint8Array, options: { filename?: string | undefined } = {}): ImportedExam {
  if (bytes.byteLength > MAX_EXAM_BYTES)
    throw new ImportRefused('file_too_large', 'This file is larger than 20 MB; divide it and import its parts.');
  const decoded = decodeText(bytes);
  if (!decoded)
    throw new ImportRefused(
      'file_not_text',
      'This file is not text, so it cannot be Aiken; save it as text in UTF-8 and import it again.',
    );
  const account = new ImportAccount('aiken');
  const guess = guessOf(decoded.encoding);
  if (guess !== undefined) account.warn(guess);
  for (const block of blocksOf(decoded.text.replace(/^\uFEFF/, '').split(/\r\n?|\n/))) {
    const item = [...block.stem, ...block.options.map(({ text }) => text)].join(' ');
    account.read({ line: block.line, item, type: 'single_choice' }, (details) => readBlock(block, details));
  }
  return account.finish({ filename: options.filename, kind: 'an Aiken file' });
}

/** Takes lines into blocks: a question ends with its answer; one without is ended by the text of the next. */
class AikenBlocks {
  readonly blocks: Block[] = [];
  private open: Block | undefined;
  private isAfterBlank = false;

  take(line: string, number: number): void {
    if (line.trim() === '') {
      this.isAfterBlank = true;
      return;
    }
    const answer = answerIn(line);
    const option = this.optionHere(line);
    const isNext = this.isAfterBlank && answer === undefined && !option && (this.open?.options.length ?? 0) > 0;
    this.isAfterBlank = false;
    if (isNext) this.close();
    this.open ??= { line: number, stem: [], options: [] };
    if (answer !== undefined) this.close(answer);
    else this.add(line.trim(), option);
  }

  close(answer?: string): void {
    if (this.open) this.blocks.push(answer === undefined ? this.open : { ...this.open, answer });
    this.open = undefined;
  }

  /** The first choice is A and stands below a text; before that, `A. ` begins a sentence. */
  private optionHere(line: string): ReturnType<typeof optionIn> {
    const option = optionIn(line);
    if (!this.open || (this.open.options.length === 0 && option?.letter !== 'A')) return undefined;
    return option;
  }

  private add(line: string, option: ReturnType<typeof optionIn>): void {
    const last = this.open?.options.at(-1);
    if (option) this.open?.options.push(option);
    else if (last) last.text += `\n${line}`;
    else this.open?.stem.push(line);
  }
}

function blocksOf(lines: readonly string[]): Block[] {
  const reading = new AikenBlocks();
  for (const [index, line] of lines.entries()) reading.take(line, index + 1);
  reading.close();
  return reading.blocks;
}

function readBlock({ stem, options, answer }: Block, details: Pick<Question, 'id' | 'line'>): Question {
  const text = stem.join('\n');
  if (text === '') throw new Unreadable('the text of the question is missing');
  if (answer === undefined) throw new Unreadable('its line ANSWER: is missing');
  if (options.length < 2) throw new Unreadable('a choice question needs at least two choices, such as "A. Paris"');
  if (options.length > MAX_OPTIONS) throw new Unreadable(`it has more than ${MAX_OPTIONS} choices`);
  const letters = options.map(({ letter }) => letter);
  const twice = letters.find((letter, index) => letters.indexOf(letter) !== index);
  if (twice !== undefined) throw new Unreadable(`two of its choices are called ${twice}`);
  const right = answer.replace(/[.)]$/, '').trim().toUpperCase();
  if (!letters.includes(right)) throw new Unreadable(`its answer "${answer.slice(0, 30).toWellFormed()}" is none of its choices`);
  const choices = options.map(({ letter, text: own }, index): Choice => {
    const rich = toRichText(own, 'plain');
    return { id: `c${index + 1}`, text: rich.text, html: rich.html, weight: letter === right ? 1 : 0 };
  });
  const rich = toRichText(text, 'plain');
  return {
    ...details,
    type: 'single_choice',
    name: toPlainLine(rich, 80),
    stem: rich.text,
    stemFormat: 'plain',
    stemHtml: rich.html,
    points: 1,
    choices,
  };
}
