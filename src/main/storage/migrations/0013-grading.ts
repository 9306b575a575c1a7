import type { Migration } from '../migrate.ts';

/**
 * What people decide about answers once a sitting is over: marks, corrected keys, what was told, certificates. The paper
 * itself stays as it was; what a correction replaced stands beside it. Words about or by a person are sealed (ID7).
 */
export const grading: Migration = {
  version: 13,
  name: 'grading',
  up: `
    CREATE TABLE grading_rules (
      exam_id TEXT PRIMARY KEY REFERENCES exams(id),
      body TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE marks (
      attempt_id TEXT NOT NULL REFERENCES attempts(id),
      question_id TEXT NOT NULL,
      points REAL NOT NULL,
      comment_sealed BLOB,
      revision INTEGER NOT NULL,
      marked_at INTEGER NOT NULL,
      marked_by TEXT NOT NULL REFERENCES users(id),
      PRIMARY KEY (attempt_id, question_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE regrades (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      sitting_id TEXT NOT NULL REFERENCES sittings(id),
      question_id TEXT NOT NULL,
      treatment_before TEXT NOT NULL,
      question_before TEXT NOT NULL,
      treatment TEXT NOT NULL CHECK (treatment IN ('keyed', 'full_points', 'dropped')),
      question TEXT NOT NULL,
      reason_sealed BLOB NOT NULL,
      changed INTEGER NOT NULL,
      at INTEGER NOT NULL,
      by_user TEXT NOT NULL REFERENCES users(id)
    ) STRICT;
    CREATE INDEX regrades_by_sitting ON regrades (sitting_id, number);

    CREATE TABLE publications (
      sitting_id TEXT PRIMARY KEY REFERENCES sittings(id),
      at INTEGER NOT NULL,
      by_user TEXT NOT NULL REFERENCES users(id),
      waived INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- Candidates who are still to be told of their published result.
    CREATE TABLE results_to_tell (attempt_id TEXT PRIMARY KEY REFERENCES attempts(id)) STRICT, WITHOUT ROWID;

    CREATE TABLE certificates (
      id TEXT PRIMARY KEY,
      code TEXT NOT NULL UNIQUE,
      attempt_id TEXT NOT NULL REFERENCES attempts(id),
      sitting_id TEXT NOT NULL REFERENCES sittings(id),
      user_id TEXT NOT NULL REFERENCES users(id),
      exam_title TEXT NOT NULL,
      sat_at INTEGER NOT NULL,
      score REAL NOT NULL,
      max_score REAL NOT NULL,
      issued_at INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('valid', 'superseded', 'revoked')),
      state_at INTEGER NOT NULL,
      reason_sealed BLOB
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX certificates_by_attempt ON certificates (attempt_id);
    CREATE INDEX certificates_by_sitting ON certificates (sitting_id);
    -- One that counts for each attempt, however often its result changes.
    CREATE UNIQUE INDEX certificates_valid ON certificates (attempt_id) WHERE state = 'valid';
  `,
};
