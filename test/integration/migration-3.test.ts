import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../src/main/storage/migrate.ts';
import { MIGRATIONS } from '../../src/main/storage/migrations/index.ts';
import { connect } from '../../src/main/storage/open-database.ts';
import type { AttemptId } from '../../src/shared/model/ids.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { openCore, type StartedExam, startExam } from '../support/room-core.ts';
import { queryStore } from '../support/store-file.ts';
import { tempDirs } from '../support/temp-dir.ts';

const makeDir = tempDirs();
const COPIED = [
  'settings',
  'persons',
  'users',
  'exams',
  'questions',
  'roster_entries',
  'sittings',
  'attempts',
  'sessions',
  'refresh_tokens',
  'consents',
  'accepted_commands',
  'audit_entries',
];
const RISK = {
  evidence: { copy: { mass: 1.6, at: Date.UTC(2026, 10, 20, 8), count: 2 } },
  level: 'none',
};

/** A store as the version before made it, with what a started exam and three events left in it. */
function makeOldStore(from: StartedExam, dataDir: string): { id: string; attemptId: AttemptId } {
  cpSync(join(from.dataDir, 'keys'), join(dataDir, 'keys'), { recursive: true });
  const db = connect(join(dataDir, 'invigil.db'));
  migrate(db, MIGRATIONS.slice(0, 2));
  db.pragma('foreign_keys = OFF');
  db.prepare('ATTACH ? AS newer').run(join(from.dataDir, 'invigil.db'));
  for (const table of COPIED) {
    // What later versions added was not there.
    const columns = db.prepare<[string], string>('SELECT name FROM main.pragma_table_info(?)').pluck().all(table).join(', ');
    db.exec(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM newer.${table}`);
  }
  db.exec(`DETACH newer; DELETE FROM settings WHERE name LIKE 'event%'`);
  const [candidate] = from.candidates;
  if (!candidate?.attemptId) throw new Error('somebody joined');
  const { attemptId, userId, sessionId } = candidate;
  const event = db.prepare(
    `INSERT INTO security_events (number, client_id, session_id, attempt_id, user_id, exam_id, type, seq, prev, occurred_at, monotonic_ms, offline,
       severity_hint, details, violation, received_at) VALUES (?, ?, ?, ?, ?, ?, 'copy', ?, NULL, '2026-11-20T08:00:00Z', 1.5, 0, 'low', '{"a":1}', 1, ?)`,
  );
  const ids = ['b', 'c', 'a'].map((letter) => `${letter.repeat(8)}-0000-4000-8000-000000000000`);
  for (const [index, id] of ids.entries())
    event.run(index * 10 + 1, id, sessionId, attemptId, userId, from.examId, index + 1, from.startedAt + index);
  db.prepare(
    `INSERT INTO alerts (seq, id, rev, type, severity, status, title, message, source, exam_id, attempt_id, user_id, risk_score, reasons, count, first_at,
       last_at, data, grouping_key) VALUES (1, ?, 3, 'suspicious_activity', 'low', 'new', 'Text was copied', 'Text was copied.', 'student-client', ?, ?, ?,
       5, '[]', 3, ?, ?, '{}', ?)`,
  ).run(
    'dddddddd-0000-4000-8000-000000000000',
    from.examId,
    attemptId,
    userId,
    from.startedAt,
    from.startedAt,
    `${attemptId}:copy`,
  );
  db.prepare(`INSERT INTO responses (id, attempt_id, action, automatic, dry_run, at) VALUES ('r', ?, 'warn', 1, 0, 5)`).run(
    attemptId,
  );
  db.prepare('UPDATE attempts SET risk = ? WHERE id = ?').run(JSON.stringify(RISK), attemptId);
  db.pragma('foreign_keys = ON');
  expect(db.pragma('foreign_key_check')).toEqual([]);
  db.close();
  return { id: ids[1] ?? '', attemptId };
}

describe('ST1 migration 3, written behind', () => {
  it('ST1 takes a store of version 2 over: every event and its id, no event counted again, repeats recognised, groups go on', async () => {
    const clock = createFakeClock();
    const from = await startExam(join(makeDir()), clock, 1);
    const dataDir = makeDir();
    const { id, attemptId } = makeOldStore(from, dataDir);
    const before = queryStore<object>(dataDir, 'SELECT * FROM security_events ORDER BY number');
    const responses = queryStore(dataDir, 'SELECT * FROM responses');

    const room = await openCore(dataDir, clock);
    expect(existsSync(join(dataDir, 'backups/before-schema-3.db'))).toBe(true);
    expect(queryStore(dataDir, 'SELECT * FROM security_events ORDER BY number')).toEqual(
      // A column that came later: nobody had been granted anything yet.
      before.map((event) => ({ ...event, accommodated: 0 })),
    );
    expect(queryStore(dataDir, 'SELECT * FROM responses')).toEqual(responses);
    expect(queryStore(dataDir, 'SELECT attempt_id, client_id, number FROM event_ids')).toEqual(
      queryStore(dataDir, 'SELECT attempt_id, client_id, number FROM security_events ORDER BY client_id'),
    );
    expect(queryStore(dataDir, 'SELECT count, rev, raised_by FROM alerts')).toEqual([{ count: 3, rev: 3, raised_by: null }]);
    expect(queryStore<{ risk: string }>(dataDir, 'SELECT risk FROM attempts').map(({ risk }) => JSON.parse(risk))).toEqual([
      RISK,
    ]);

    const [candidate] = from.candidates;
    if (!candidate) throw new Error('somebody joined');
    const event = { type: 'copy', occurredAt: '2026-11-20T08:00:00Z' };
    expect(await room.router.dispatch('security_event', { ...event, id, seq: 2 }, candidate)).toMatchObject({
      duplicate: true,
      lastSeq: 3,
    });
    const next = 'eeeeeeee-0000-4000-8000-000000000000';
    expect(await room.router.dispatch('security_event', { ...event, id: next, seq: 4 }, candidate)).toMatchObject({ lastSeq: 4 });
    const { alerts } = await room.router.call('alerts_list', { attemptId }, from.staff);
    expect(alerts).toMatchObject([{ seq: 1, rev: 4, count: 4 }]);
    await room.close();
    expect(queryStore(dataDir, 'SELECT rev, count FROM alerts')).toEqual([{ rev: 4, count: 4 }]);
    expect(queryStore(dataDir, 'SELECT number FROM event_ids')).toHaveLength(4);
  });
});
