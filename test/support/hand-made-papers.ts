import { createHash } from 'node:crypto';
import type { FileReaders } from '../../src/main/domain/exams/services.ts';
import type { Medium } from '../../src/main/domain/media/media-store.ts';
import type { MediaType } from '../../src/shared/model/media.ts';
import { Question } from '../../src/shared/model/question.ts';
import { QUICK_PORTS } from './quick-ports.ts';

/** A paper as an importer hands it over. */
export interface HandMadePaper {
  readonly questions: readonly object[];
  readonly media?: readonly Medium[];
}

export function medium(mediaType: MediaType, bytes: Uint8Array): Medium {
  return { sha256: createHash('sha256').update(bytes).digest('hex'), mediaType, bytes };
}

/** A question with the fields every question has. */
export const made = (fields: { id: string; type: Question['type']; [field: string]: unknown }): Question =>
  Question.parse({ name: fields.id, stem: fields.id, stemFormat: 'html', stemHtml: `<p>${fields.id}</p>`, points: 1, ...fields });

/** The readers of a room to which the text of a file is the name of one of these papers; rosters are read as ever. */
export function readersOf(papers: Readonly<Record<string, HandMadePaper>>): FileReaders {
  const { readers } = QUICK_PORTS;
  if (!readers) throw new Error('a quick room has readers');
  return {
    ...readers,
    exam: async (bytes, options) => {
      const title = Buffer.from(bytes).toString();
      const paper = papers[title];
      if (!paper) return readers.exam(bytes, options);
      const questions = paper.questions.map((question) => Question.parse(question));
      return {
        title,
        questions,
        report: { format: 'hand-made', imported: questions.length, byType: {}, skipped: [], warnings: [] },
        ...(paper.media ? { media: paper.media } : {}),
      };
    },
  };
}

/** A picture a browser can draw: one pixel, the last byte of its own so that each is another. */
export const onePixelPng = (own = 0): Buffer =>
  Buffer.concat([
    Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
    Buffer.from([own]),
  ]);
