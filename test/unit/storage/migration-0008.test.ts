import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrate } from '../../../src/main/storage/migrate.ts';
import { MIGRATIONS } from '../../../src/main/storage/migrations/index.ts';

it('ST1 migration 8 gives alerts an address and leaves what is there', () => {
  const db = new Sqlite(':memory:');
  migrate(db, MIGRATIONS.slice(0, 7));
  db.exec("INSERT INTO settings (name, value) VALUES ('kept', 'yes')");
  migrate(db, MIGRATIONS.slice(0, 8));
  expect(db.pragma('user_version', { simple: true })).toBe(8);
  expect(db.prepare("SELECT value FROM settings WHERE name = 'kept'").pluck().get()).toBe('yes');
  expect(db.prepare("SELECT name FROM pragma_table_info('alerts') WHERE name = 'ip'").pluck().get()).toBe('ip');
  db.close();
});
