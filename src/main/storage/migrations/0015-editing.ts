import type { Migration } from '../migrate.ts';

/**
 * Papers that are edited, and kept as they were with the sittings that have started (EX2); access codes that can be printed and
 * accommodations, both sealed under the candidate's key (EX3, EX10); breaks, and reports that an accommodation lets pass.
 */
export const editing: Migration = {
  version: 15,
  name: 'editing',
  up: `
    ALTER TABLE exams ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
    CREATE TABLE exam_papers (
      exam_id TEXT NOT NULL REFERENCES exams(id),
      revision INTEGER NOT NULL,
      exam TEXT NOT NULL,
      questions TEXT NOT NULL,
      PRIMARY KEY (exam_id, revision)
    ) STRICT, WITHOUT ROWID;
    -- The revision of the paper a sitting keeps; NULL: the paper as it stands.
    ALTER TABLE sittings ADD COLUMN paper INTEGER;
    ALTER TABLE roster_entries ADD COLUMN access_code_sealed BLOB;
    ALTER TABLE roster_entries ADD COLUMN accommodations_sealed BLOB;
    ALTER TABLE attempts ADD COLUMN break_started_at INTEGER;
    ALTER TABLE attempts ADD COLUMN break_paused_ms INTEGER;
    ALTER TABLE attempts ADD COLUMN break_granted_ms INTEGER;
    ALTER TABLE attempts ADD COLUMN breaks_taken INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX attempts_on_break ON attempts (break_started_at) WHERE break_started_at IS NOT NULL;
    ALTER TABLE security_events ADD COLUMN accommodated INTEGER NOT NULL DEFAULT 0;
  `,
};
