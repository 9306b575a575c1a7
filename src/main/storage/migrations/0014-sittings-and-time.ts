import type { Migration } from '../migrate.ts';

/**
 * When a sitting opens and starts by itself, who may come late, every change of anybody's time, and the code that opens the paper.
 * The index over shortened attempts keeps the search for whose time is over cheap: most sittings have none.
 */
export const sittingsAndTime: Migration = {
  version: 14,
  name: 'sittings-and-time',
  up: `
    ALTER TABLE sittings ADD COLUMN extra_ms INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX attempts_shortened ON attempts (sitting_id, extra_ms) WHERE extra_ms < 0;
    CREATE TABLE sitting_plans (
      sitting_id TEXT PRIMARY KEY REFERENCES sittings (id),
      opens_at INTEGER,
      starts_at INTEGER,
      utc_offset_minutes INTEGER NOT NULL,
      held TEXT CHECK (held IN ('missed', 'identity'))
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE exam_entrances (
      exam_id TEXT PRIMARY KEY REFERENCES exams (id),
      late_until_minutes INTEGER,
      late_time TEXT NOT NULL CHECK (late_time IN ('common_end', 'full')),
      start_code_key TEXT,
      external TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE time_credits (
      number INTEGER PRIMARY KEY,
      sitting_id TEXT NOT NULL REFERENCES sittings (id),
      attempt_id TEXT REFERENCES attempts (id),
      at INTEGER NOT NULL,
      credit_ms INTEGER NOT NULL,
      kind TEXT NOT NULL,
      by_user TEXT REFERENCES users (id),
      reason_sealed BLOB
    ) STRICT;
    CREATE INDEX time_credits_by_sitting ON time_credits (sitting_id, number);
    CREATE TABLE attempt_entries (
      attempt_id TEXT PRIMARY KEY REFERENCES attempts (id),
      wrong_start_codes INTEGER NOT NULL,
      passed_at INTEGER,
      ready_at INTEGER,
      ready TEXT
    ) STRICT, WITHOUT ROWID;
  `,
};
