import type { RosterEncoding, RosterMapping, RosterSeparator } from '../../shared/model/roster-reading.ts';
import { type CsvLine, findSeparator, linesOf, readCsvLines, type Separator } from './csv-lines.ts';
import { decodeText, unmarkedUtf16 } from './decode-text.ts';
import { describeColumns, findColumns, headerKey, type RosterColumns } from './roster-columns.ts';
import { guessColumns } from './roster-guess.ts';
import { RosterRefused } from './roster-refused.ts';

/** How somebody says the file is to be read; what is left out is found out. */
export interface RosterReading {
  readonly mapping?: RosterMapping | undefined;
  readonly hasHeader?: boolean | undefined;
  readonly separator?: RosterSeparator | undefined;
  readonly encoding?: RosterEncoding | undefined;
}

/** A roster as a table, and how it came to be one. */
export interface OpenRoster {
  readonly separator: RosterSeparator;
  readonly encoding: RosterEncoding;
  readonly hasHeader: boolean;
  /** Names of the columns; empty ones where the file has no header. */
  readonly header: readonly string[];
  readonly records: readonly CsvLine[];
  readonly columns: RosterColumns;
}

const MAX_BYTES = 5 * 1024 * 1024;
const MAX_RECORDS = 20_000;
/** More lines than these stand above no table. */
const MAX_HEADING = 10;

const CHARACTER: Readonly<Record<RosterSeparator, Separator>> = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' };
const NAMED: Readonly<Record<Separator, RosterSeparator>> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe' };

function decodeAs(bytes: Uint8Array, encoding: RosterEncoding): string | undefined {
  const utf16 = bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : (unmarkedUtf16(bytes) ?? 'utf-16le');
  const label = encoding === 'utf-16' ? utf16 : encoding;
  const text = new TextDecoder(label).decode(bytes);
  return text.includes('\u0000') ? undefined : text;
}

/** The text of a file, in the encoding somebody chose or the one found; undefined where it is no text in it. */
export function decode(
  bytes: Uint8Array,
  chosen: RosterEncoding | undefined,
): { text: string; encoding: RosterEncoding } | undefined {
  if (chosen !== undefined) {
    const text = decodeAs(bytes, chosen);
    return text === undefined ? undefined : { text, encoding: chosen };
  }
  return decodeText(bytes);
}

const namesIn = (lines: readonly CsvLine[], at: number): RosterColumns =>
  findColumns(lines[at]?.cells ?? [], (column) => lines.slice(at + 1).some(({ cells }) => (cells[column] ?? '').trim() !== ''));

/** A title or the name of the course above the table: where only a later line names all columns, the table begins there. */
function withoutHeading(lines: CsvLine[]): CsvLine[] {
  if (Object.keys(namesIn(lines, 0).at).length > 0) return lines;
  const header = lines.slice(0, MAX_HEADING + 1).findIndex((_, at) => namesIn(lines, at).missing.length === 0);
  return header > 0 ? lines.slice(header) : lines;
}

/** Brightspace writes # before a number, lest a spreadsheet take it for one; its own last column is a mark too. */
function withoutMarks(lines: CsvLine[]): CsvLine[] {
  const keys = (lines[0]?.cells ?? []).map(headerKey);
  if (!keys.includes('orgdefinedid') && !keys.includes('endoflineindicator')) return lines;
  const marked = new Set(['orgdefinedid', 'username'].map((key) => keys.indexOf(key)));
  return lines.map((line, at) =>
    at === 0 ? line : { ...line, cells: line.cells.map((cell, column) => (marked.has(column) ? cell.replace(/^#/, '') : cell)) },
  );
}

/**
 * The table in a roster file, whatever wrote it, with the columns found, guessed where nothing names them, or chosen.
 * Throws `RosterRefused`: `file_too_large`, `file_not_text`. Source: features EX3.
 */
export function openRoster(bytes: Uint8Array, reading: RosterReading = {}): OpenRoster {
  if (bytes.byteLength > MAX_BYTES)
    throw new RosterRefused('file_too_large', 'This roster is larger than 5 MB; divide it and import its parts.');
  const decoded = decode(bytes, reading.encoding);
  if (!decoded)
    throw new RosterRefused('file_not_text', 'This file is not text; save the roster as CSV (UTF-8) and import it again.');
  const separator = reading.separator ? CHARACTER[reading.separator] : findSeparator(linesOf(decoded.text)).separator;
  const all = readCsvLines(decoded.text, MAX_RECORDS + 2 + MAX_HEADING, separator);
  const lines = withoutMarks(reading.hasHeader === false ? all : withoutHeading(all));
  const first = lines[0]?.cells ?? [];
  const named = namesIn(lines, 0);
  // A first line that names a column, or nothing that only a person has, is taken for the names of the columns.
  const hasHeader = reading.hasHeader ?? (Object.keys(named.at).length > 0 || guessColumns(lines) === undefined);
  const records = hasHeader ? lines.slice(1) : lines;
  if (records.length > MAX_RECORDS) {
    throw new RosterRefused(
      'file_too_large',
      `This roster has more than ${MAX_RECORDS.toLocaleString('en')} lines; divide it and import its parts.`,
    );
  }
  const width = Math.max(0, ...lines.slice(0, 100).map(({ cells }) => cells.length));
  const header = Array.from({ length: width }, (_, column) => (hasHeader ? (first[column] ?? '').trim() : ''));
  const found = hasHeader ? named : describeColumns(guessColumns(records) ?? {}, header);
  const columns = reading.mapping ? describeColumns(reading.mapping, header) : found;
  return { separator: NAMED[separator], encoding: decoded.encoding, hasHeader, header, records, columns };
}
