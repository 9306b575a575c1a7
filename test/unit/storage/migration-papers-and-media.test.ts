import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrate } from '../../../src/main/storage/migrate.ts';
import { papersAndMedia } from '../../../src/main/storage/migrations/0012-papers-and-media.ts';
import { MIGRATIONS } from '../../../src/main/storage/migrations/index.ts';

it('ST1 the migration of papers and media leaves exams as they were, and lets media go with the last exam', () => {
  const db = new Sqlite(':memory:');
  const { version } = papersAndMedia;
  migrate(db, MIGRATIONS.slice(0, version - 1));
  const exam = (id: string) =>
    db
      .prepare(
        "INSERT INTO exams (id, title, duration_minutes, instructions, policy, created_at) VALUES (?, 't', 60, '', '{}', 1)",
      )
      .run(id);
  exam('one');
  exam('two');
  migrate(db, MIGRATIONS.slice(0, version));
  db.pragma('foreign_keys = ON');
  expect(db.pragma('user_version', { simple: true })).toBe(version);
  const drawing = db.prepare("SELECT drawing FROM exams WHERE id = 'one'").pluck().get();
  expect(JSON.parse(String(drawing))).toEqual({ shuffleQuestions: false, shuffleChoices: false, pools: [] });

  db.exec("INSERT INTO media VALUES ('both', 'image/png', x'01'), ('only', 'audio/ogg', x'02')");
  db.exec("INSERT INTO exam_media VALUES ('one', 'both'), ('two', 'both'), ('two', 'only')");
  const left = () => db.prepare('SELECT sha256 FROM media ORDER BY sha256').pluck().all();
  db.exec("DELETE FROM exams WHERE id = 'two'");
  expect(left()).toEqual(['both']);
  db.exec("DELETE FROM exams WHERE id = 'one'");
  expect(left()).toEqual([]);
  db.close();
});
