import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseRoster } from '../../src/main/exchange/roster-csv.ts';
import { readRosters } from './rosters/roster-files.ts';

const folder = resolve('../shared/data/rosters');
const isAbsent = !existsSync(folder);
if (isAbsent) console.log('Roster corpus: ../shared/data/rosters is not on this machine, its tests are skipped');

describe.skipIf(isAbsent)('EX3 roster corpus', () => {
  it('EX3 reads the people of every roster as they stand in it, and refuses the tables that list none', () => {
    const outcomes = readRosters(folder);
    expect(outcomes.length).toBeGreaterThanOrEqual(9);
    expect(outcomes.filter(({ differences }) => differences.length > 0)).toEqual([]);
    expect(outcomes.filter(({ refused }) => refused !== undefined)).toHaveLength(3);
  });

  it('EX3 takes no password out of any', () => {
    const passwords = /password|verysecret|somesecret|hunter42|Pass1234/;
    const files = readdirSync(folder).map((name) => readFileSync(resolve(folder, name)));
    expect(files.filter((bytes) => passwords.test(bytes.toString('utf8'))).length).toBeGreaterThan(0);
    for (const bytes of files) {
      let read: unknown;
      try {
        read = parseRoster(bytes);
      } catch (error) {
        read = error instanceof Error ? error.message : error;
      }
      expect(JSON.stringify(read)).not.toMatch(/verysecret|somesecret|hunter42|Pass1234/);
    }
  });
});
