import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRoster } from '../../../src/main/exchange/roster-csv.ts';

/** What a person reads in a file: its people as "number first last", or the code it is refused with because it lists none. */
type Expected = { readonly people: readonly string[] } | { readonly refused: string };

const NO_PEOPLE: Expected = { refused: 'roster_columns_missing' };

/** Every file of the folder, read by hand. */
const ROSTER_FILES: Readonly<Record<string, Expected>> = {
  'canvas-sis-users-sample.csv': { people: ['01103 Bob Smith', '13834 John Doe', '13aa3 Peggy Sue'] },
  'moodle-groups_import.csv': NO_PEOPLE,
  'moodle-upload_grades.csv': NO_PEOPLE,
  'moodle-upload_users.csv': { people: ['jonest Tom Jones', 'reznor Trent Reznor'] },
  'moodle-upload_users_cohorts.csv': {
    people: ['tomjones Tom Jones', 'marysmith Mary Smith', 'bobjones Bob Jones', 'alicesmith Alice Smith'],
  },
  'moodle-upload_users_emailstop.csv': { people: ['jbloggs Joe Bloggs', 'fbloggs Fred Bloggs'] },
  'moodle-upload_users_profile.csv': { people: ['jonest Tom Jones', 'reznort Trent Reznor'] },
  'moodle-uploadcohorts1.csv': NO_PEOPLE,
  'moodle-uploaduser-example.csv': { people: ['student1 Student One', 'student2 Student Two', 'student3 Student Three'] },
};

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown');

export interface RosterOutcome {
  readonly file: string;
  readonly people: number;
  /** The code it was refused with. */
  readonly refused?: string;
  /** What is not as somebody who reads the file would have it. */
  readonly differences: readonly string[];
}

function outcomeOf(folder: string, file: string): RosterOutcome {
  const expected = ROSTER_FILES[file];
  if (!expected) return { file, people: 0, differences: ['nobody has read it by hand yet'] };
  try {
    const { rows, rejected } = parseRoster(readFileSync(join(folder, file)));
    const read = rows.map(({ candidateNumber, firstName, lastName }) => `${candidateNumber} ${firstName} ${lastName}`);
    const people = 'people' in expected ? expected.people : [];
    return {
      file,
      people: rows.length,
      differences: [
        ...('refused' in expected ? [`read, though it lists no people: ${read.join(', ')}`] : []),
        ...(read.join() === people.join() ? [] : [`read ${read.join(', ')}`]),
        ...rejected.map(({ line, reason }) => `line ${line}: ${reason}`),
        ...rows.filter(({ email }) => !email?.includes('@')).map(({ candidateNumber }) => `${candidateNumber} has no address`),
      ],
    };
  } catch (error) {
    const refused = codeOf(error);
    const isExpected = 'refused' in expected && expected.refused === refused;
    return { file, people: 0, refused, differences: isExpected ? [] : [`refused with ${refused}`] };
  }
}

/** Every roster of the folder through the import, against what a person reads in it. */
export const readRosters = (folder: string): RosterOutcome[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.csv'))
    .map((file) => outcomeOf(folder, file));
