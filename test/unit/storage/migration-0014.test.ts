import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrate } from '../../../src/main/storage/migrate.ts';
import { sittingsAndTime } from '../../../src/main/storage/migrations/0014-sittings-and-time.ts';
import { MIGRATIONS } from '../../../src/main/storage/migrations/index.ts';

it('ST1 the migration for plans and credits gives sittings that were there no extra time', () => {
  const { version } = sittingsAndTime;
  const db = new Sqlite(':memory:');
  db.pragma('foreign_keys = OFF');
  migrate(db, MIGRATIONS.slice(0, version - 1));
  db.exec("INSERT INTO sittings (id, exam_id, number, state, created_at, paused_ms) VALUES ('s', 'e', 1, 'running', 0, 7)");
  db.exec(sittingsAndTime.up);
  expect(db.prepare('SELECT paused_ms, extra_ms FROM sittings').all()).toEqual([{ paused_ms: 7, extra_ms: 0 }]);
  const plan = db.prepare("INSERT INTO sitting_plans (sitting_id, utc_offset_minutes, held) VALUES ('s', 420, ?)");
  expect(() => plan.run('because')).toThrow('CHECK');
  plan.run(null);
  db.close();
});
