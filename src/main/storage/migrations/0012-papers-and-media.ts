import type { Migration } from '../migrate.ts';

/**
 * A paper for each attempt, drawn once (EX2), and the pictures and sounds of exams, each kept once for all that show it (EX1).
 * What no exam shows any more goes with the last that did.
 */
export const papersAndMedia: Migration = {
  version: 12,
  name: 'papers and media',
  up: `
    ALTER TABLE exams ADD COLUMN drawing TEXT NOT NULL
      DEFAULT '{"shuffleQuestions":false,"shuffleChoices":false,"pools":[]}';
    CREATE TABLE papers (
      attempt_id TEXT PRIMARY KEY REFERENCES attempts(id) ON DELETE CASCADE,
      draw TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE media (
      sha256 TEXT PRIMARY KEY,
      media_type TEXT NOT NULL,
      bytes BLOB NOT NULL
    ) STRICT;
    CREATE TABLE exam_media (
      exam_id TEXT NOT NULL REFERENCES exams(id) ON DELETE CASCADE,
      sha256 TEXT NOT NULL REFERENCES media(sha256),
      PRIMARY KEY (exam_id, sha256)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX exam_media_by_content ON exam_media (sha256);
    CREATE TRIGGER media_of_no_exam AFTER DELETE ON exam_media
    WHEN NOT EXISTS (SELECT 1 FROM exam_media WHERE sha256 = old.sha256)
    BEGIN
      DELETE FROM media WHERE sha256 = old.sha256;
    END;
  `,
};
