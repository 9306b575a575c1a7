import { join } from 'node:path';
import { expect, it } from 'vitest';
import { migrate } from '../../../src/main/storage/migrate.ts';
import { MIGRATIONS } from '../../../src/main/storage/migrations/index.ts';
import { connect } from '../../../src/main/storage/open-database.ts';
import { createDailyFigureRepo } from '../../../src/main/storage/repos/daily-figures.ts';
import { tempDirs } from '../../support/temp-dir.ts';

const makeDir = tempDirs();

it('ST1 migration 7 adds the figures of days beside what was there; a day adds up, and old ones go', () => {
  const db = connect(join(makeDir(), 'invigil.db'));
  migrate(db, MIGRATIONS.slice(0, 6));
  db.exec("INSERT INTO settings (name, value) VALUES ('kept', 'yes')");
  migrate(db, MIGRATIONS.slice(0, 7));
  expect(db.pragma('user_version', { simple: true })).toBe(7);
  expect(db.prepare("SELECT value FROM settings WHERE name = 'kept'").pluck().get()).toBe('yes');
  const days = createDailyFigureRepo(db);
  for (const date of ['2026-11-20', '2026-11-18', '2026-11-19']) days.add({ date, connections: 1, messages: 2, alerts: 3 });
  days.add({ date: '2026-11-20', connections: 10, messages: 20, alerts: 30 });
  expect(days.newest(2)).toEqual([
    { date: '2026-11-19', connections: 1, messages: 2, alerts: 3 },
    { date: '2026-11-20', connections: 11, messages: 22, alerts: 33 },
  ]);
  days.dropBefore('2026-11-20');
  expect(days.newest(9).map(({ date }) => date)).toEqual(['2026-11-20']);
  db.close();
});
