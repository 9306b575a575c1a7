import Papa from 'papaparse';

export interface CsvLine {
  /** Where the record starts and ends in the file, counted from 1; a quoted cell may go over several lines. */
  readonly line: number;
  readonly lastLine: number;
  readonly cells: readonly string[];
  /** Its quotation marks make no cells. Only this one line is given up: a mark never closed shall not swallow the rest. */
  readonly isBroken: boolean;
}

const SEPARATORS = [',', ';', '\t', '|'] as const;
export type Separator = (typeof SEPARATORS)[number];

/** No cell of a roster is longer; looking for a closing mark stops here. */
const MAX_RECORD_LINES = 50;
const MAX_RECORD_CHARS = 20_000;

/** The separator that stands most often in the header outside quotes; a comma when none does. */
function separatorOf(header: string): Separator {
  const bare = header.replace(/"[^"]*"/g, '');
  const counted = SEPARATORS.map((separator) => ({ separator, count: bare.split(separator).length }));
  return counted.reduce((most, each) => (each.count > most.count ? each : most)).separator;
}

/** The separator of a CSV text: named by Excel's `sep=;` line, else found in its first line. `start` is the line the records begin at. */
export function findSeparator(lines: readonly string[]): { separator: Separator; start: number } {
  const named = /^sep=([,;\t|])$/i.exec(lines[0] ?? '')?.[1] as Separator | undefined;
  return named === undefined
    ? { separator: separatorOf(lines.find((line) => line.trim() !== '') ?? ''), start: 0 }
    : { separator: named, start: 1 };
}

export const linesOf = (source: string): string[] =>
  source
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .split('\n');

/**
 * The records of a CSV text with comma, semicolon, tab or bar, at most `maxRecords` of them and empty ones left out; Excel's
 * `sep=;` line is understood.
 */
export function readCsvLines(source: string, maxRecords: number, chosen?: Separator): CsvLine[] {
  const lines = linesOf(source);
  const found = findSeparator(lines);
  const delimiter = chosen ?? found.separator;
  let at = found.start;

  const records: CsvLine[] = [];
  while (at < lines.length && records.length < maxRecords) {
    if ((lines[at] ?? '').trim() === '') {
      at += 1;
      continue;
    }
    const count = linesOfRecord(lines, at);
    const whole = parseRecord(lines.slice(at, at + count).join('\n'), delimiter);
    const record =
      whole.isBroken && count > 1
        ? { ...parseRecord(lines[at] ?? '', delimiter), isBroken: true, count: 1 }
        : { ...whole, count };
    if (record.isBroken || record.cells.some((cell) => cell.trim() !== '')) {
      records.push({ line: at + 1, lastLine: at + record.count, cells: record.cells, isBroken: record.isBroken });
    }
    at += record.count;
  }
  return records;
}

/** A record is whole where its quotation marks are even; one that never gets there is a single, broken line. */
function linesOfRecord(lines: readonly string[], start: number): number {
  let quotes = 0;
  let length = 0;
  for (let count = 1; count <= MAX_RECORD_LINES && start + count <= lines.length; count += 1) {
    const line = lines[start + count - 1] ?? '';
    length += line.length;
    if (count > 1 && length > MAX_RECORD_CHARS) return 1;
    quotes += line.split('"').length - 1;
    if (quotes % 2 === 0) return count;
  }
  return 1;
}

function parseRecord(text: string, delimiter: string): { cells: string[]; isBroken: boolean } {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, newline: '\n', quoteChar: '"' });
  return { cells: data[0] ?? [], isBroken: data.length !== 1 || errors.some(({ type }) => type === 'Quotes') };
}
