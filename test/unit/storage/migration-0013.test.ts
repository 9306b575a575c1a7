import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrate } from '../../../src/main/storage/migrate.ts';
import { MIGRATIONS } from '../../../src/main/storage/migrations/index.ts';

it('ST1 migration 13 makes room for marks, corrections, publications and certificates, and leaves what is there', () => {
  const db = new Sqlite(':memory:');
  migrate(db, MIGRATIONS.slice(0, 12));
  db.exec("INSERT INTO settings (name, value) VALUES ('kept', 'yes')");
  migrate(db, MIGRATIONS.slice(0, 13));
  expect(db.pragma('user_version', { simple: true })).toBe(13);
  expect(db.prepare("SELECT value FROM settings WHERE name = 'kept'").pluck().get()).toBe('yes');
  db.pragma('foreign_keys = OFF');
  const put = db.prepare(
    `INSERT INTO certificates (id, code, attempt_id, sitting_id, user_id, exam_title, sat_at, score, max_score, issued_at, state, state_at)
     VALUES (?, ?, 'attempt', 'sitting', 'user', 'Exam', 1, 5, 10, 1, ?, 1)`,
  );
  put.run('one', 'CODE-1', 'superseded');
  put.run('two', 'CODE-2', 'valid');
  expect(() => put.run('three', 'CODE-2', 'revoked'), 'a code is given once').toThrow('UNIQUE');
  expect(() => put.run('four', 'CODE-4', 'valid'), 'one counts').toThrow('UNIQUE');
  expect(() => put.run('five', 'CODE-5', 'perhaps')).toThrow('CHECK');
  db.close();
});
