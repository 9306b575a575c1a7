import { asMeant } from '../../shared/model/as-meant.ts';
import { type OpenRoster, openRoster, type RosterReading } from './open-roster.ts';
import type { RosterColumns } from './roster-columns.ts';
import { RosterRefused } from './roster-refused.ts';
import { Rejected, type RosterRow, readRow } from './roster-row.ts';
import { sharedInRoster } from './roster-shared.ts';

export type { RosterReading } from './open-roster.ts';
export type { RosterRow } from './roster-row.ts';

export interface ParsedRoster {
  readonly rows: RosterRow[];
  readonly rejected: { line: number; reason: string }[];
  /** Of lines that are read: what a person should look at; absent where there is nothing. */
  readonly warnings?: { line: number; reason: string }[];
  /** Our field -> the column of the file it was read from. */
  readonly mapping: Record<string, string>;
}

/**
 * Reads a roster: our own columns, or an export of Moodle, Canvas or Google Classroom; or by the columns somebody chose. A line that is
 * no candidate is in `rejected` with its reason; the first of two lines with one number counts. Passwords are never read.
 *
 * Throws `RosterRefused`: `file_too_large`, `file_not_text`, `roster_columns_missing`. Source: features EX3, protocol 6.
 */
export function parseRoster(bytes: Uint8Array, reading?: RosterReading): ParsedRoster {
  const open = openRoster(bytes, reading);
  // Guessed columns are for somebody to look at first: unasked, a roster is read by names alone.
  if (open.columns.missing.length > 0 || (!open.hasHeader && reading?.mapping === undefined)) throw columnsMissing(open);
  return readRoster(open);
}

/** The candidates of a roster whose columns are known. */
export function readRoster({ records, columns }: Pick<OpenRoster, 'records' | 'columns'>): ParsedRoster {
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
  const warnings = sharedInRoster(roster.rows);
  return warnings.length > 0 ? { ...roster, warnings } : roster;
}

/** A name over several lines is a quotation mark too many, and the lines between are candidates it swallowed. */
function demandOneLine(line: number, lastLine: number, cells: readonly string[], at: RosterColumns['at']): void {
  if (lastLine > line && Object.values(at).some((column) => cells[column]?.includes('\n'))) {
    throw new Rejected(`a cell goes on to line ${lastLine}; a quotation mark is opened or closed in the wrong place`);
  }
}

/** Names only columns it knows: a file without a header has people in its first line. */
function columnsMissing({ columns: { mapping, missing }, hasHeader }: OpenRoster): RosterRefused {
  const found = [...new Set(hasHeader ? Object.values(mapping) : [])];
  const known = found.length === 0 ? 'no column is known' : `found: ${found.join(', ')}`;
  const names = hasHeader ? missing : ['candidateNumber', 'firstName', 'lastName'];
  return new RosterRefused(
    'roster_columns_missing',
    `The first line of the roster must name its columns, and ${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} missing (${known}); add ${names.length === 1 ? 'it' : 'them'} and import again.`,
  );
}
