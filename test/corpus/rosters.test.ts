import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseRoster } from '../../src/main/exchange/roster-csv.ts';

const folder = resolve('../shared/data/rosters');
const isAbsent = !existsSync(folder);
if (isAbsent) console.log('Roster corpus: ../shared/data/rosters is not on this machine, its tests are skipped');

const read = (file: string) => parseRoster(readFileSync(resolve(folder, file)));

describe.skipIf(isAbsent)('EX3 roster corpus', () => {
  it.each([
    ['canvas-sis-users-sample.csv', ['01103 Bob Smith', '13834 John Doe', '13aa3 Peggy Sue']],
    ['moodle-upload_users.csv', ['jonest Tom Jones', 'reznor Trent Reznor']],
    [
      'moodle-upload_users_cohorts.csv',
      ['tomjones Tom Jones', 'marysmith Mary Smith', 'bobjones Bob Jones', 'alicesmith Alice Smith'],
    ],
    ['moodle-upload_users_emailstop.csv', ['jbloggs Joe Bloggs', 'fbloggs Fred Bloggs']],
    ['moodle-upload_users_profile.csv', ['jonest Tom Jones', 'reznort Trent Reznor']],
    ['moodle-uploaduser-example.csv', ['student1 Student One', 'student2 Student Two', 'student3 Student Three']],
  ])('EX3 reads %s, and no password of it', (file, candidates) => {
    const roster = read(file);
    expect(roster.rows.map(({ candidateNumber, firstName, lastName }) => `${candidateNumber} ${firstName} ${lastName}`)).toEqual(
      candidates,
    );
    expect(roster.rows.every(({ email }) => email?.includes('@'))).toBe(true);
    expect(roster.rejected).toEqual([]);
    expect(JSON.stringify(roster)).not.toMatch(/password|verysecret|somesecret|hunter42|Pass1234/);
  });

  it.each(['moodle-groups_import.csv', 'moodle-upload_grades.csv', 'moodle-uploadcohorts1.csv'])(
    'EX3 refuses %s, which lists no people',
    (file) => {
      expect(() => read(file)).toThrow(expect.objectContaining({ code: 'roster_columns_missing' }));
    },
  );
});
