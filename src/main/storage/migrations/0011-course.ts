import type { Migration } from '../migrate.ts';

/**
 * What decided beside candidates' events (policies and rules as they changed, what the room noticed, what staff did), in the room's
 * order: `place` lies between the numbers of the stored events before and after it, so that a sitting can be decided again exactly.
 */
export const course: Migration = {
  version: 11,
  name: 'course',
  up: `
    CREATE TABLE course (
      place REAL PRIMARY KEY,
      at INTEGER NOT NULL,
      kind TEXT NOT NULL,
      body TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX course_by_time ON course (at);
  `,
};
