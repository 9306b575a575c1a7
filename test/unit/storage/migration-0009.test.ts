import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrate } from '../../../src/main/storage/migrate.ts';
import { MIGRATIONS } from '../../../src/main/storage/migrations/index.ts';

it('ST1 migration 9 makes room for rules, intents and escalations and leaves what is there', () => {
  const db = new Sqlite(':memory:');
  migrate(db, MIGRATIONS.slice(0, 8));
  db.exec("INSERT INTO settings (name, value) VALUES ('kept', 'yes')");
  migrate(db, MIGRATIONS.slice(0, 9));
  expect(db.pragma('user_version', { simple: true })).toBe(9);
  expect(db.prepare("SELECT value FROM settings WHERE name = 'kept'").pluck().get()).toBe('yes');
  for (const table of ['rules', 'webhook_intents', 'escalations'])
    expect(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(), table).toBe(0);
  db.close();
});
