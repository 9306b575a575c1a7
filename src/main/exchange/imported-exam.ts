import type { ImportReport } from '../../shared/model/exam.ts';
import type { MediaType } from '../../shared/model/media.ts';
import type { Question } from '../../shared/model/question.ts';

/** A file with more bytes than this is refused before it is read (EX1). */
export const MAX_EXAM_BYTES = 20 * 1024 * 1024;

/** What a teacher's file became: the paper with its keys, and the account of what was read and what was not. */
export interface ImportedExam {
  readonly title: string;
  readonly questions: Question[];
  readonly report: ImportReport;
  /** Pictures and sounds the texts name as `media:<sha256>`, each once. */
  readonly media?: readonly ImportedMedia[];
}

/** A file inside a file; its name is what it holds. */
export interface ImportedMedia {
  /** Of `bytes`, in lower case hexadecimal. */
  readonly sha256: string;
  /** What the bytes themselves show to be, never what the file claims. */
  readonly mediaType: MediaType;
  readonly bytes: Uint8Array;
}

const MAX_TITLE = 200;
const ENDINGS = /(?:\.(?:gift|txt|xml|zip|imscc|aiken))+$/i;

/** The exam's title: the name of its file without folder and ending, else what the file calls itself. */
export function titleFrom(filename: string | undefined, ownName: string | undefined): string {
  const base = (filename ?? '').split(/[/\\]/).at(-1) ?? '';
  for (const name of [base.replace(ENDINGS, ''), ownName ?? '']) {
    const clean = name
      .toWellFormed()
      .replace(/\p{Cc}/gu, '')
      .trim();
    if (clean !== '') return clean.slice(0, MAX_TITLE).toWellFormed();
  }
  return 'Untitled exam';
}
