import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrate } from '../../../src/main/storage/migrate.ts';
import { MIGRATIONS } from '../../../src/main/storage/migrations/index.ts';

it('ST1 migration 10 makes room for pictures and leaves what is there', () => {
  const db = new Sqlite(':memory:');
  migrate(db, MIGRATIONS.slice(0, 9));
  db.exec("INSERT INTO settings (name, value) VALUES ('kept', 'yes')");
  migrate(db, MIGRATIONS.slice(0, 10));
  expect(db.pragma('user_version', { simple: true })).toBe(10);
  expect(db.prepare("SELECT value FROM settings WHERE name = 'kept'").pluck().get()).toBe('yes');
  expect(db.prepare('SELECT count(*) FROM evidence').pluck().get()).toBe(0);
  db.pragma('foreign_keys = OFF');
  const put = (type: string) =>
    db
      .prepare("INSERT INTO evidence (id, attempt_id, media_type, size, sha256, at, sealed) VALUES (?, 'a', ?, 1, 's', 1, x'00')")
      .run(type, type);
  put('image/jpeg');
  expect(() => put('image/webp'), 'a picture stands once in an attempt').toThrow('UNIQUE');
  expect(() => put('text/html')).toThrow('CHECK');
  db.close();
});
