import { createHash } from 'node:crypto';
import type { ToolFileKind, ToolMediaType, ToolReading, ToolTable, ToolText } from '../../../shared/model/tool-content.ts';
import { readCsvLines } from '../csv-lines.ts';
import { ImportRefused } from '../import-refused.ts';
import { sniffMedia } from '../moodle-xml/sniff-media.ts';
import { decode } from '../open-roster.ts';
import { toRichText } from '../rich-text.ts';
import { readDictionary } from './read-dictionary.ts';

/** A file of a tool as the room keeps it: not as it came, but read, sanitised, ready to be shown or searched. */
export interface ReadToolFile {
  readonly kind: ToolFileKind;
  readonly mediaType: ToolMediaType;
  readonly bytes: Uint8Array;
  /** Of the bytes, in lower-case hex. */
  readonly sha256: string;
  readonly count?: number | undefined;
  readonly reading: ToolReading;
}

const MIB = 1024 * 1024;
const MOST_BYTES = { dictionary: 10 * MIB, picture: 5 * MIB, table: 2 * MIB, text: MIB } as const;
const MOST_ROWS = 5_000;
const MOST_COLUMNS = 50;
const MOST_CELL = 2_000;

const WHOLE: ToolReading = { taken: 1, skipped: [], skippedCount: 0, lostPictures: 0 };

function assertSize(bytes: Uint8Array, kind: ToolFileKind, what: string): void {
  if (bytes.byteLength > MOST_BYTES[kind])
    throw new ImportRefused(
      'file_too_large',
      `${what} may have up to ${MOST_BYTES[kind] / MIB} MB: make it smaller or divide it.`,
    );
}

const kept = (
  kind: ToolFileKind,
  mediaType: ToolMediaType,
  bytes: Uint8Array,
  reading: ToolReading,
  count?: number,
): ReadToolFile => ({
  kind,
  mediaType,
  bytes,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  ...(count === undefined ? {} : { count }),
  reading,
});
const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);

function textOf(bytes: Uint8Array): string {
  const decoded = decode(bytes, undefined);
  if (!decoded)
    throw new ImportRefused(
      'format_unknown',
      'This is no file of a kind that can be shown: save it as plain text, Markdown, CSV, PNG, JPEG or WebP.',
    );
  return decoded.text;
}

/** A PDF begins with its name, sometimes behind some rubbish (ISO 32000 lets readers look for it there). */
const isPdf = (bytes: Uint8Array): boolean => new TextDecoder('latin1').decode(bytes.subarray(0, 1_024)).includes('%PDF-');

function readPicture(bytes: Uint8Array): ReadToolFile | undefined {
  const mediaType = sniffMedia(bytes);
  if (mediaType === undefined) return undefined;
  if (mediaType !== 'image/png' && mediaType !== 'image/jpeg' && mediaType !== 'image/webp')
    throw new ImportRefused(
      'format_unknown',
      'Of pictures and sounds only PNG, JPEG and WebP are taken: save it as one of these.',
    );
  assertSize(bytes, 'picture', 'A picture');
  return kept('picture', mediaType, bytes, WHOLE);
}

function readTable(text: string): ReadToolFile {
  const records = readCsvLines(text, MOST_ROWS + 2);
  if (records.length > MOST_ROWS + 1)
    throw new ImportRefused('file_too_large', `A table may have up to ${MOST_ROWS} rows: divide the file.`);
  const whole = records.filter(({ isBroken }) => !isBroken);
  const width = whole.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  if (width > MOST_COLUMNS)
    throw new ImportRefused('file_too_large', `A table may have up to ${MOST_COLUMNS} columns: divide the file.`);
  const row = (cells: readonly string[]): string[] =>
    Array.from({ length: width }, (_, column) => (cells[column] ?? '').slice(0, MOST_CELL).trim().toWellFormed());
  const [header, ...rows] = whole.map(({ cells }) => row(cells));
  if (!header || rows.length === 0)
    throw new ImportRefused(
      'nothing_importable',
      'This table has no row below its header: write the names of the columns in the first line.',
    );
  const broken = records.filter(({ isBroken }) => isBroken);
  const table: ToolTable = { header, rows };
  return kept(
    'table',
    'application/json',
    encoded(JSON.stringify(table)),
    {
      taken: rows.length,
      skipped: broken.slice(0, 100).map(({ line }) => ({ line, flaw: 'broken' })),
      skippedCount: broken.length,
      lostPictures: 0,
    },
    rows.length,
  );
}

function readText(text: string, isMarkdown: boolean): ReadToolFile {
  let lostPictures = 0;
  const lose = (): void => {
    lostPictures += 1;
  };
  const { html } = toRichText(text.replace(/\r\n?/g, '\n'), isMarkdown ? 'markdown' : 'plain', { lose });
  const shown: ToolText = { html };
  return kept('text', 'application/json', encoded(JSON.stringify(shown)), { ...WHOLE, lostPictures });
}

/**
 * Reads a file for a tool (TL1): by its bytes, its name being a hint for texts alone. Throws `ImportRefused`: `pdf_not_taken`,
 * `file_too_large`, `format_unknown`, `nothing_importable`.
 */
export function readToolFile(
  bytes: Uint8Array,
  { use, filename = '' }: { use: 'dictionary' | 'reference'; filename?: string | undefined },
): ReadToolFile {
  if (isPdf(bytes))
    throw new ImportRefused(
      'pdf_not_taken',
      'PDF files are not taken, because the exam page has no safe way to show them: save the pages as PNG or JPEG, or the text as Markdown, and upload that.',
    );
  if (use === 'dictionary') {
    assertSize(bytes, 'dictionary', 'A dictionary');
    const { book, reading } = readDictionary(textOf(bytes));
    return kept('dictionary', 'text/tab-separated-values', encoded(book), reading, reading.taken);
  }
  const picture = readPicture(bytes);
  if (picture) return picture;
  const [ending = ''] = /\.\w+$/.exec(filename.toLowerCase()) ?? [];
  if (ending === '.html' || ending === '.htm' || ending === '.svg' || ending === '.rtf')
    throw new ImportRefused(
      'format_unknown',
      'Files of this kind are not taken: save it as plain text, Markdown, CSV, PNG, JPEG or WebP.',
    );
  const isTable = ending === '.csv' || ending === '.tsv';
  assertSize(bytes, isTable ? 'table' : 'text', isTable ? 'A table' : 'A text');
  const text = textOf(bytes);
  if (text.trim() === '') throw new ImportRefused('nothing_importable', 'This file is empty: upload one with something in it.');
  return isTable ? readTable(text) : readText(text, ending === '.md' || ending === '.markdown');
}
