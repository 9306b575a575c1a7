import type { RosterPreview } from '../../shared/model/roster-reading.ts';
import { openRoster, type RosterReading } from './open-roster.ts';
import { readRoster } from './roster-csv.ts';
import type { RosterRow } from './roster-row.ts';

/** A roster read as proposed or chosen, before anybody compares it with what is stored. */
export interface RosterTable
  extends Pick<
    RosterPreview,
    'separator' | 'encoding' | 'hasHeader' | 'columns' | 'mapping' | 'missing' | 'rejected' | 'warnings'
  > {
  readonly rows: readonly RosterRow[];
}

const EXAMPLES = 3;
const MOST_COLUMNS = 200;
const MOST_EXAMPLE = 80;

/**
 * How a roster would be read: its columns with examples, which of them is what, and its lines as candidates; no lines where a column is
 * missing. Passwords are shown in no example. Throws as `openRoster`. Source: features EX3.
 */
export function previewRoster(bytes: Uint8Array, reading?: RosterReading): RosterTable {
  const open = openRoster(bytes, reading);
  const { columns, header, records } = open;
  const isSecret = (name: string): boolean => /pass|kennwort|mot ?de ?passe|รหัสผ่าน/iu.test(name);
  const { mapping: _, ...read } = columns.missing.length > 0 ? { rows: [], rejected: [], mapping: {} } : readRoster(open);
  return {
    separator: open.separator,
    encoding: open.encoding,
    hasHeader: open.hasHeader,
    columns: header.slice(0, MOST_COLUMNS).map((name, column) => ({
      name: name.slice(0, MOST_EXAMPLE),
      examples: isSecret(name)
        ? []
        : records
            .slice(0, EXAMPLES)
            .map(({ cells }) => (cells[column] ?? '').trim().slice(0, MOST_EXAMPLE).toWellFormed())
            .filter((text) => text !== ''),
    })),
    mapping: { ...columns.at },
    missing: [...columns.missing],
    ...read,
  };
}
