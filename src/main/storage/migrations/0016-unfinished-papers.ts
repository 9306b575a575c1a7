import type { Migration } from '../migrate.ts';

/** A large paper comes in by many small transactions, so that the room answers in between: until the last of them it is nobody's (EX1). */
export const unfinishedPapers: Migration = {
  version: 16,
  name: 'unfinished-papers',
  up: `
    ALTER TABLE exams ADD COLUMN unfinished INTEGER NOT NULL DEFAULT 0;
  `,
};
