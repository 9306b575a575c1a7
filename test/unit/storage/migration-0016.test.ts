import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrate } from '../../../src/main/storage/migrate.ts';
import { MIGRATIONS } from '../../../src/main/storage/migrations/index.ts';

it('ST1 migration 16 takes every exam there is for finished', () => {
  const db = new Sqlite(':memory:');
  migrate(db, MIGRATIONS.slice(0, 15));
  db.exec(`
    INSERT INTO exams (id, title, duration_minutes, instructions, policy, created_at) VALUES ('e', 'Paper', 60, '', '{}', 0);
    INSERT INTO questions VALUES ('e', 0, 'q1', '{}');
  `);
  migrate(db, MIGRATIONS.slice(0, 16));
  expect(db.pragma('user_version', { simple: true })).toBe(16);
  expect(db.prepare('SELECT id, unfinished FROM exams').all()).toEqual([{ id: 'e', unfinished: 0 }]);
  expect(db.prepare('SELECT count(*) FROM questions').pluck().get()).toBe(1);
  db.close();
});
