import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseRoster } from '../../src/main/exchange/roster-csv.ts';
import { previewRoster } from '../../src/main/exchange/roster-preview.ts';

const folder = resolve('../shared/data/rosters');
const isAbsent = !existsSync(folder);
if (isAbsent) console.log('Roster corpus: ../shared/data/rosters is not on this machine, its tests are skipped');
const files = isAbsent ? [] : readdirSync(folder).filter((name) => name.endsWith('.csv'));

describe.skipIf(isAbsent)('EX3 what is shown of a roster before it is written', () => {
  it.each(files)('EX3 %s: is what the import does, and no password is shown', (name) => {
    const bytes = readFileSync(join(folder, name));
    const shown = previewRoster(bytes);
    expect(shown.hasHeader).toBe(true);
    expect(shown.columns.length).toBeGreaterThan(0);
    for (const { name: column, examples } of shown.columns) if (column === 'password') expect(examples).toEqual([]);
    if (shown.missing.length > 0) {
      expect(() => parseRoster(bytes)).toThrow(shown.missing[0]);
      expect(shown.rows).toEqual([]);
      return;
    }
    const { rows, rejected } = parseRoster(bytes);
    expect({ rows: shown.rows, rejected: shown.rejected }).toEqual({ rows, rejected });
    // The mapping somebody confirms is the one that was shown.
    expect(parseRoster(bytes, { mapping: shown.mapping, hasHeader: true }).rows).toEqual(rows);
  });
});
