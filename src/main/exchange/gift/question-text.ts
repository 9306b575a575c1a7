import type { RichText, TextFormat } from '../../../shared/model/question.ts';
import type { EmbeddedMedia } from '../moodle-xml/embedded-media.ts';
import { renderWithMedia } from '../text-with-media.ts';
import { reveal } from './escapes.ts';

/** What the readers of one question's parts share. */
export interface QuestionText {
  /** The stem's format: answers and feedback have it unless they name their own. */
  readonly format: TextFormat;
  /** Text with its format mark and escapes taken off, rendered. */
  readonly rich: (shielded: string) => RichText;
  /** Adds a sentence to the report, under this question's line. */
  readonly warn: (message: string) => void;
}

const MARK = /^\[(html|markdown|plain|moodle)\]/;

/** Splits `[format]text`; without a mark, or with an unknown one, the text has the given format. */
export function formatOf(shielded: string, otherwise: TextFormat): { text: string; format: TextFormat } {
  const trimmed = shielded.trim();
  const mark = MARK.exec(trimmed);
  if (!mark) return { text: tidy(reveal(trimmed), otherwise), format: otherwise };
  const format = mark[1] as TextFormat;
  return { text: tidy(reveal(trimmed.slice(mark[0].length)), format), format };
}

/** Moodle drops the indentation of every line; here it stays where it means something: in Markdown and in <pre>. */
function tidy(text: string, format: TextFormat): string {
  const trimmed = text.trim();
  if (format === 'markdown' || !trimmed.includes('\n') || trimmed.includes('<pre')) return trimmed;
  return trimmed
    .split('\n')
    .map((line) => line.trim())
    .join('\n');
}

export function questionText(format: TextFormat, media: EmbeddedMedia, warn: (message: string) => void): QuestionText {
  return {
    format,
    warn,
    rich: (shielded) => {
      const { text, format: own } = formatOf(shielded, format);
      return renderGift(text, own, media, warn);
    },
  };
}

/** A text without its mark and escapes, rendered; pictures written into it are kept beside, as a Moodle bank's are. */
export const renderGift = (text: string, format: TextFormat, media: EmbeddedMedia, warn: (message: string) => void): RichText =>
  renderWithMedia(text, format, { find: (address) => media.takeInline(address), lose: pictureLoss(warn) });

/** Tells the teacher which picture is missing, and why, in one sentence each. */
function pictureLoss(warn: (message: string) => void): (source: string) => void {
  return (source) => {
    const name = source.slice(0, 100);
    if (source.startsWith('@@PLUGINFILE@@'))
      warn(`the picture ${name.slice(15)} is not in the file; GIFT cannot carry it, Moodle XML can`);
    else if (source.startsWith('data:')) warn('a picture is left out; only PNG, JPEG, GIF and WebP of at most 2 MB are shown');
    else warn(`the picture ${name} lies outside the file and cannot be shown in an exam room`);
  };
}

/** `answer#feedback`, cut at the first #. */
export function splitFeedback(answer: string): { answer: string; feedback: string } {
  const at = answer.indexOf('#');
  return at < 0
    ? { answer: answer.trim(), feedback: '' }
    : { answer: answer.slice(0, at).trim(), feedback: answer.slice(at + 1).trim() };
}

/** The field of a question or answer for a feedback, absent when there is none. */
export function feedbackField(text: QuestionText, shielded: string): { feedback?: RichText } {
  return shielded.trim() === '' ? {} : { feedback: text.rich(shielded) };
}
