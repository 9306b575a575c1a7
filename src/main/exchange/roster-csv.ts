import { asMeant } from '../../shared/model/as-meant.ts';
import { readCsvLines } from './csv-lines.ts';
import { decodeText } from './decode-text.ts';
import { findColumns, type RosterColumns, type RosterField } from './roster-columns.ts';
import { RosterRefused } from './roster-refused.ts';

/** One candidate of a roster file. Of the optional fields, absent: the file has no such column; '' or 0: its cell is empty. */
export interface RosterRow {
  readonly line: number;
  /** Trimmed and composed (NFC); compare by `asMeant`. */
  readonly candidateNumber: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email?: string;
  readonly seat?: string;
  readonly extraMinutes?: number;
  readonly accessCode?: string;
}

export interface ParsedRoster {
  readonly rows: RosterRow[];
  readonly rejected: { line: number; reason: string }[];
  /** Our field -> the column of the file it was read from. */
  readonly mapping: Record<string, string>;
}

const MAX_BYTES = 5 * 1024 * 1024;
const MAX_RECORDS = 20_000;
const MAX_CELL = 200;
const MAX_EXTRA_MINUTES = 1_440;

/** A line is no candidate; the reason is for the person who made the file. */
class Rejected extends Error {}

/**
 * Reads a roster: our own columns, or an export of Moodle, Canvas or Google Classroom. A line that is no candidate is in
 * `rejected` with its reason; the first of two lines with one number counts. Passwords are never read.
 *
 * Throws `RosterRefused`: `file_too_large`, `file_not_text`, `roster_columns_missing`. Source: features EX3, protocol 6.
 */
export function parseRoster(bytes: Uint8Array): ParsedRoster {
  if (bytes.byteLength > MAX_BYTES)
    throw new RosterRefused('file_too_large', 'This roster is larger than 5 MB; divide it and import its parts.');
  const decoded = decodeText(bytes);
  if (!decoded)
    throw new RosterRefused('file_not_text', 'This file is not text; save the roster as CSV (UTF-8) and import it again.');
  const [header, ...records] = readCsvLines(decoded.text, MAX_RECORDS + 2);
  if (records.length > MAX_RECORDS) {
    throw new RosterRefused(
      'file_too_large',
      `This roster has more than ${MAX_RECORDS.toLocaleString('en')} lines; divide it and import its parts.`,
    );
  }
  const columns = findColumns(header?.cells ?? [], (column) => records.some(({ cells }) => (cells[column] ?? '').trim() !== ''));
  if (columns.missing.length > 0) throw columnsMissing(columns);

  const roster: ParsedRoster = { rows: [], rejected: [], mapping: columns.mapping };
  const lineOf = new Map<string, number>();
  for (const { line, lastLine, cells, isBroken } of records) {
    try {
      if (isBroken) throw new Rejected('a quotation mark is opened or closed in the wrong place');
      demandOneLine(line, lastLine, cells, columns.at);
      const row = readRow(line, cells, columns.at);
      // As the room will look them up: two lines of one person must not become one silently.
      const key = asMeant(row.candidateNumber);
      const first = lineOf.get(key);
      if (first !== undefined) throw new Rejected(`candidate number ${row.candidateNumber} is already on line ${first}`);
      lineOf.set(key, line);
      roster.rows.push(row);
    } catch (error) {
      if (!(error instanceof Rejected)) throw error;
      roster.rejected.push({ line, reason: error.message });
    }
  }
  return roster;
}

/** A name over several lines is a quotation mark too many, and the lines between are candidates it swallowed. */
function demandOneLine(line: number, lastLine: number, cells: readonly string[], at: RosterColumns['at']): void {
  if (lastLine > line && Object.values(at).some((column) => cells[column]?.includes('\n'))) {
    throw new Rejected(`a cell goes on to line ${lastLine}; a quotation mark is opened or closed in the wrong place`);
  }
}

/** Names only columns it knows: a file without a header has people in its first line. */
function columnsMissing({ mapping, missing }: RosterColumns): RosterRefused {
  const found = [...new Set(Object.values(mapping))];
  const known = found.length === 0 ? 'no column is known' : `found: ${found.join(', ')}`;
  return new RosterRefused(
    'roster_columns_missing',
    `The first line of the roster must name its columns, and ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing (${known}); add ${missing.length === 1 ? 'it' : 'them'} and import again.`,
  );
}

function readRow(line: number, cells: readonly string[], at: RosterColumns['at']): RosterRow {
  const cell = (field: RosterField): string => {
    const text = (cells[at[field] ?? -1] ?? '')
      .normalize('NFC')
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim();
    if (text.length > MAX_CELL) throw new Rejected(`${field} is longer than ${MAX_CELL} characters`);
    return text;
  };
  const status = cell('status').toLowerCase();
  if (status === 'deleted' || status === 'suspended') throw new Rejected(`the status of this user is ${status}`);
  const candidateNumber = cell('candidateNumber');
  if (candidateNumber === '') throw new Rejected('the candidate number is empty');
  const name =
    at.fullName === undefined ? { firstName: cell('firstName'), lastName: cell('lastName') } : splitName(cell('fullName'));
  if (name.firstName === '' && name.lastName === '') throw new Rejected('the name is empty');
  return { line, candidateNumber, ...name, ...optionalFields(cell, at) };
}

function optionalFields(cell: (field: RosterField) => string, at: RosterColumns['at']): Partial<RosterRow> {
  const [email, seat, extra, accessCode] = [cell('email'), cell('seat'), cell('extraMinutes'), cell('accessCode')];
  if (extra !== '' && !(/^\d{1,4}$/.test(extra) && Number(extra) <= MAX_EXTRA_MINUTES)) {
    throw new Rejected(
      `extraMinutes must be a whole number from 0 to ${MAX_EXTRA_MINUTES}, not "${extra.slice(0, 20).toWellFormed()}"`,
    );
  }
  return {
    ...(at.email === undefined ? {} : { email }),
    ...(at.seat === undefined ? {} : { seat }),
    ...(at.extraMinutes === undefined ? {} : { extraMinutes: Number(extra) }),
    ...(at.accessCode === undefined ? {} : { accessCode }),
  };
}

/** `Doe, Jane` as Canvas sorts, or `Jane Doe`: then the last word is the last name. */
function splitName(full: string): { firstName: string; lastName: string } {
  const comma = full.indexOf(',');
  if (comma >= 0) return { firstName: full.slice(comma + 1).trim(), lastName: full.slice(0, comma).trim() };
  const space = full.lastIndexOf(' ');
  return { firstName: full.slice(0, Math.max(space, 0)), lastName: full.slice(space + 1) };
}
