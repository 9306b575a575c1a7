import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createFakeClock } from '../support/fake-clock.ts';
import { copyAsKilled, openCore, startExam } from '../support/room-core.ts';
import { queryStore } from '../support/store-file.ts';
import { tempDirs } from '../support/temp-dir.ts';

const makeDir = tempDirs();
const SCRIPT = join(import.meta.dirname, 'dies-on-ack.ts');
const CANDIDATES = 4;

interface StoredEvent {
  readonly client_id: string;
  readonly attempt_id: string;
  readonly type: string;
  readonly seq: number;
  readonly occurred_at: string;
  readonly received_at: number;
}

const events = (dataDir: string) =>
  queryStore<StoredEvent>(
    dataDir,
    'SELECT client_id, attempt_id, type, seq, occurred_at, received_at FROM security_events ORDER BY number',
  );
/** What the events made of attempts and alerts. */
const outcome = (dataDir: string) => ({
  attempts: queryStore(dataDir, 'SELECT id, state, monitoring, risk, last_event_type, last_event_at FROM attempts ORDER BY id'),
  alerts: queryStore<{ seq: number; rev: number; count: number }>(
    dataDir,
    // An alert that was folded into another names it: by its number here.
    `SELECT a.seq, a.rev, a.count, a.type, a.severity, a.status, a.risk_score, a.reasons, a.first_at, a.last_at,
       json_replace(a.data, '$.foldedInto', room.seq) AS data, a.grouping_key
     FROM alerts a LEFT JOIN alerts room ON room.id = a.data ->> 'foldedInto' ORDER BY a.seq`,
  ),
  responses: queryStore(dataDir, 'SELECT attempt_id, action, risk_score, at FROM responses ORDER BY number'),
});

it.each([1, 12, 50, 173])(
  'EX6 dead at acknowledgement %i: everything acknowledged is there once, and score, counts and rev are as a calm day makes them',
  async (dieAt) => {
    const folder = makeDir();
    const dirOf = (name: string): string => {
      const dir = join(folder, name);
      mkdirSync(dir);
      return dir;
    };
    const base = await startExam(dirOf('base'), createFakeClock(Date.now() - 60_000), CANDIDATES);
    const [died, calm] = [dirOf('died'), dirOf('calm')];
    copyAsKilled(base.dataDir, died);
    copyAsKilled(base.dataDir, calm);

    const run = spawnSync(process.execPath, ['--no-warnings', SCRIPT, died, JSON.stringify(base), String(dieAt)], {
      encoding: 'utf8',
      timeout: 60_000,
    });
    expect(run.signal, run.stderr).toBe('SIGKILL');
    const lines = run.stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split(' '));
    const acked = lines.filter(([what]) => what === 'acked').map(([, id = '']) => id);
    expect(acked).toHaveLength(dieAt);
    const stored = events(died);
    const ids = stored.map(({ client_id }) => client_id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(acked));

    // As soon as it is open again, before it is closed: the store itself says what the room knows.
    const again = await openCore(died, createFakeClock(Date.now()));
    const found = outcome(died);
    for (const [, seq, rev, count] of lines.filter(([what]) => what === 'told')) {
      const alert = found.alerts[Number(seq) - 1];
      expect(alert?.rev).toBeGreaterThanOrEqual(Number(rev));
      expect(alert?.count).toBeGreaterThanOrEqual(Number(count));
    }
    const [last] = stored.slice(-1);
    const resent = last && {
      id: last.client_id,
      type: last.type,
      occurredAt: last.occurred_at,
      seq: last.seq,
    };
    const sender = base.candidates.find(({ attemptId }) => attemptId === last?.attempt_id) ?? expect.unreachable();
    expect(await again.router.dispatch('security_event', resent, sender)).toMatchObject({ duplicate: true });
    await again.close();
    expect(events(died)).toEqual(stored);

    const clock = createFakeClock(base.startedAt);
    const room = await openCore(calm, clock);
    for (const event of stored) {
      clock.advance(event.received_at - clock.now());
      const who = base.candidates.find(({ attemptId }) => attemptId === event.attempt_id) ?? expect.unreachable();
      const { client_id: id, type, seq, occurred_at: occurredAt } = event;
      await room.router.dispatch('security_event', { id, type, seq, occurredAt }, who);
    }
    await room.close();
    expect(outcome(calm)).toEqual(found);
  },
  90_000,
);
