import { decodeText, guessOf } from '../decode-text.ts';
import { ImportAccount } from '../import-account.ts';
import { ImportRefused } from '../import-refused.ts';
import { type ImportedExam, MAX_EXAM_BYTES } from '../imported-exam.ts';
import { EmbeddedMedia } from '../moodle-xml/embedded-media.ts';
import { toPlainLine, toRichText } from '../rich-text.ts';
import { renderWithMedia } from '../text-with-media.ts';
import { readCloze } from './read-cloze.ts';

/**
 * Reads a text with Moodle's embedded answers, which is one question however long it is. Throws `ImportRefused`, with the
 * place of a broken gap in the report. Source: features EX1; Moodle's multianswer format.
 */
export function importCloze(bytes: Uint8Array, options: { filename?: string | undefined } = {}): ImportedExam {
  if (bytes.byteLength > MAX_EXAM_BYTES)
    throw new ImportRefused('file_too_large', 'This file is larger than 20 MB; divide it and import its parts.');
  const decoded = decodeText(bytes);
  const text = decoded?.text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .trim();
  if (decoded === undefined || text === undefined)
    throw new ImportRefused('file_not_text', 'This file is not text; save it as text in UTF-8 and import it again.');
  const account = new ImportAccount('cloze');
  const media = new EmbeddedMedia();
  const guess = guessOf(decoded.encoding);
  if (guess !== undefined) account.warn(guess);
  const item = toPlainLine(toRichText(text.slice(0, 300), 'moodle'), 80);
  account.read({ line: 1, item, type: 'cloze' }, (details, warn) => {
    const find = (source: string) => media.takeInline(source);
    const lose = (source: string) =>
      warn(`the picture or sound ${source.slice(0, 100)} cannot be in a text file and is left out`);
    const { stem, ...parts } = readCloze(text, 'moodle', {
      render: (own, format) => renderWithMedia(own, format, { find, lose }),
      warn,
    });
    return {
      ...details,
      name: toPlainLine(stem, 80) || 'Question',
      stem: stem.text,
      stemFormat: 'moodle',
      stemHtml: stem.html,
      points: parts.gaps.reduce((sum, { share }) => sum + share, 0),
      ...parts,
    };
  });
  const exam = account.finish({ filename: options.filename, kind: 'a text with gaps such as {1:SHORTANSWER:=Paris}' });
  const named = media.namedIn(exam.questions);
  return named.length > 0 ? { ...exam, media: named } : exam;
}
