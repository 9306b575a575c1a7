import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrate } from '../../../src/main/storage/migrate.ts';
import { MIGRATIONS } from '../../../src/main/storage/migrations/index.ts';

const ID = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

it('ST1 migration 15 begins to count the changes of a paper, and leaves sittings and rosters as they are', () => {
  const db = new Sqlite(':memory:');
  migrate(db, MIGRATIONS.slice(0, 14));
  db.exec(`
    INSERT INTO persons (id) VALUES ('${ID(1)}');
    INSERT INTO users VALUES ('${ID(2)}', '${ID(1)}', 'student', 'key', NULL, 1, 0);
    INSERT INTO exams (id, title, duration_minutes, instructions, policy, created_at) VALUES ('${ID(3)}', 'Paper', 60, '', '{}', 0);
    INSERT INTO sittings (id, exam_id, number, state, created_at) VALUES ('${ID(4)}', '${ID(3)}', 1, 'ended', 0);
    INSERT INTO roster_entries (exam_id, user_id, extra_minutes, access_code_key) VALUES ('${ID(3)}', '${ID(2)}', 15, 'code');
  `);
  migrate(db, MIGRATIONS.slice(0, 15));
  expect(db.pragma('user_version', { simple: true })).toBe(15);
  expect(db.prepare('SELECT revision FROM exams').pluck().get()).toBe(1);
  expect(db.prepare('SELECT paper FROM sittings').pluck().get()).toBeNull();
  expect(
    db.prepare('SELECT extra_minutes, access_code_key, access_code_sealed, accommodations_sealed FROM roster_entries').get(),
  ).toEqual({
    extra_minutes: 15,
    access_code_key: 'code',
    access_code_sealed: null,
    accommodations_sealed: null,
  });
  expect(db.prepare('SELECT count(*) FROM exam_papers').pluck().get()).toBe(0);
  db.close();
});
