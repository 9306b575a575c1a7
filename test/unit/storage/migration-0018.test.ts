import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrate } from '../../../src/main/storage/migrate.ts';
import { MIGRATIONS } from '../../../src/main/storage/migrations/index.ts';

it('ST1 migration 18 leaves each publication the pass mark its exam had', () => {
  const db = new Sqlite(':memory:');
  migrate(db, MIGRATIONS.slice(0, 17));
  db.exec(`
    INSERT INTO persons VALUES ('p', NULL, NULL);
    INSERT INTO users VALUES ('u', 'p', 'admin', 'key', NULL, 1, 0);
  `);
  for (const exam of ['usual', 'strict', 'unmeasured']) {
    db.prepare(
      "INSERT INTO exams (id, title, duration_minutes, instructions, policy, created_at) VALUES (?, 'Paper', 60, '', '{}', 0)",
    ).run(exam);
    db.prepare("INSERT INTO sittings (id, exam_id, number, state, created_at) VALUES (?, ?, 1, 'ended', 0)").run(
      `of ${exam}`,
      exam,
    );
    db.prepare("INSERT INTO publications (sitting_id, at, by_user, waived) VALUES (?, 5, 'u', 2)").run(`of ${exam}`);
  }
  const rules = db.prepare('INSERT INTO grading_rules (exam_id, body) VALUES (?, ?)');
  rules.run('strict', JSON.stringify({ passPercent: 72.5, showPoints: true }));
  rules.run('unmeasured', JSON.stringify({ passPercent: null, showPoints: true }));
  migrate(db, MIGRATIONS.slice(0, 18));
  expect(db.pragma('user_version', { simple: true })).toBe(18);
  expect(
    db.prepare('SELECT sitting_id, at, waived, pass_percent, waived_held FROM publications ORDER BY sitting_id').all(),
  ).toEqual([
    { sitting_id: 'of strict', at: 5, waived: 2, pass_percent: 72.5, waived_held: 0 },
    { sitting_id: 'of unmeasured', at: 5, waived: 2, pass_percent: null, waived_held: 0 },
    { sitting_id: 'of usual', at: 5, waived: 2, pass_percent: 50, waived_held: 0 },
  ]);
  db.close();
});
