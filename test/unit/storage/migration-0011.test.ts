import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrate } from '../../../src/main/storage/migrate.ts';
import { MIGRATIONS } from '../../../src/main/storage/migrations/index.ts';

it('ST1 migration 11 makes room for the course of a sitting and leaves what is there', () => {
  const db = new Sqlite(':memory:');
  migrate(db, MIGRATIONS.slice(0, 10));
  db.exec("INSERT INTO settings (name, value) VALUES ('kept', 'yes')");
  migrate(db, MIGRATIONS.slice(0, 11));
  expect(db.pragma('user_version', { simple: true })).toBe(11);
  expect(db.prepare("SELECT value FROM settings WHERE name = 'kept'").pluck().get()).toBe('yes');
  const put = db.prepare("INSERT INTO course (place, at, kind, body) VALUES (?, 1, 'start', '{}')");
  put.run(3.25);
  expect(() => put.run(3.25), 'a place is taken once').toThrow('UNIQUE');
  expect(db.prepare('SELECT place FROM course').pluck().all()).toEqual([3.25]);
  db.close();
});
