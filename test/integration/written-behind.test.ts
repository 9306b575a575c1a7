import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { securityEventCommands } from '../../src/main/domain/attempts/security-event-commands.ts';
import { newId } from '../support/exam-day.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import type { CommandBody } from '../support/rest-driver.ts';
import { copyAsKilled, openCore, type RoomCore, type StartedExam, startExam } from '../support/room-core.ts';
import { queryStore } from '../support/store-file.ts';
import { suspendWaiting } from '../support/suspend-waiting.ts';
import { RULES } from '../support/watchful-rules.ts';
import { CANDIDATES, EXAMPLES, type Step, step, TYPES } from '../support/written-behind-steps.ts';

const RUNS = Number(process.env.INVIGIL_TEST_RUNS ?? 8);

let folder: string;
/** The same exam in a room with rules. */
let ruled: string;
let base: StartedExam;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'invigil-behind-'));
  base = await startExam(join(folder, 'base'), createFakeClock(), CANDIDATES);
  // Rules remember what they counted in memory alone: it too must come out as it was (EV4).
  ruled = join(folder, 'ruled');
  mkdirSync(ruled);
  copyAsKilled(base.dataDir, ruled);
  const room = await openCore(ruled, createFakeClock());
  for (const rule of RULES) {
    const { rule: added } = await room.router.call('rule_add', { rule }, base.staff);
    await room.router.call('rule_switch', { ruleId: added.id, enabled: true }, base.staff);
  }
  await room.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let copies = 0;
const newDir = (): string => {
  const dir = join(folder, `run-${++copies}`);
  mkdirSync(dir);
  return dir;
};

/** Runs the steps; without crashes if so told. Gives back the folder of the room, which was stopped properly at the end. */
async function play(steps: readonly Step[], withCrashes: boolean): Promise<string> {
  const clock = createFakeClock(Date.UTC(2026, 10, 20, 9));
  let dataDir = newDir();
  copyAsKilled(ruled, dataDir);
  let room = await openCore(dataDir, clock);
  const sent: { who: number; event: CommandBody<'security_event'> }[] = [];
  const seqs = base.candidates.map(() => 0);

  const make = (index: number, name: number, offline = false): CommandBody<'security_event'> => {
    seqs[index] = (seqs[index] ?? 0) + 1;
    return {
      id: newId(),
      type: TYPES[name] ?? 'copy',
      occurredAt: new Date(clock.now()).toISOString(),
      seq: seqs[index] ?? 1,
      ...(offline ? { offline } : {}),
    };
  };
  const actor = (index: number) => base.candidates[index] ?? base.staff;
  const attemptOf = (index: number) => base.candidates[index]?.attemptId ?? expect.unreachable();
  /** What staff would be told now. */
  const view = async (core: RoomCore) => ({
    alerts: (await core.router.call('alerts_list', { limit: 200 }, base.staff)).alerts,
    attempts: await Promise.all(
      base.candidates.map((_, index) => core.router.call('attempt_detail', { attemptId: attemptOf(index) }, base.staff)),
    ),
  });
  /** Refusals are refused alike in every run. */
  const tried = (work: Promise<unknown>) => work.catch((error: unknown) => error);

  for (const one of steps) {
    switch (one.do) {
      case 'report': {
        const events = one.types.map((name) => ({ who: one.who, event: make(one.who, name, one.offline) }));
        sent.push(...events);
        const acks = await Promise.all(events.map(({ event }) => room.router.dispatch('security_event', event, actor(one.who))));
        for (const ack of acks) expect(ack).not.toHaveProperty('duplicate');
        break;
      }
      case 'repeat': {
        const again = sent[one.which % Math.max(1, sent.length)];
        if (again)
          expect(await room.router.dispatch('security_event', again.event, actor(again.who))).toMatchObject({ duplicate: true });
        break;
      }
      case 'fail': {
        // What it wrote and what it kept in memory must be gone; the number goes to the next one.
        const event = make(one.who, one.type);
        seqs[one.who] = (seqs[one.who] ?? 1) - 1;
        const failing = room.router.run((work) => {
          securityEventCommands.security_event.execute(work, event, undefined);
          throw new Error('undone');
        }, actor(one.who));
        const after = { who: one.who, event: make(one.who, one.type) };
        sent.push(after);
        const [, ack] = await Promise.all([
          expect(failing).rejects.toThrow('undone'),
          room.router.dispatch('security_event', after.event, actor(one.who)),
        ]);
        expect(ack).not.toHaveProperty('duplicate');
        break;
      }
      case 'alert': {
        const { alerts } = await room.router.call('alerts_list', { limit: 200 }, base.staff);
        const alert = alerts[one.which % Math.max(1, alerts.length)];
        if (alert)
          await tried(room.router.call('alert_action', { id: newId(), alertId: alert.id, action: one.action }, base.staff));
        break;
      }
      case 'attempt':
        await tried(
          room.router.call(
            'proctor_action',
            { id: newId(), attemptId: attemptOf(one.who), action: one.action, minutes: 5 },
            base.staff,
          ),
        );
        break;
      case 'policy':
        await room.router.run(({ store }) => {
          const exam = store.exams.byId(base.examId) ?? expect.unreachable();
          store.exams.update({
            ...exam,
            policy: { ...exam.policy, groupingSeconds: one.groupingSeconds, dryRun: one.dryRun },
          });
        }, base.staff);
        break;
      case 'sync':
        await room.router.call('sync', { afterSeq: 1_000, afterRev: 0 }, base.staff);
        break;
      case 'look':
        await room.router.run(suspendWaiting, { kind: 'room' });
        break;
      case 'wait':
        clock.advance(one.ms);
        break;
      case 'crash': {
        if (!withCrashes) break;
        const after = newDir();
        // Before anybody looks: a look may write what waits.
        copyAsKilled(dataDir, after);
        const before = await view(room);
        const { lastRev } = await room.router.call('sync', { afterSeq: 1_000 }, base.staff);
        await room.close();
        dataDir = after;
        room = await openCore(dataDir, clock);
        expect(await view(room)).toEqual(before);
        expect((await room.router.call('sync', { afterSeq: 1_000 }, base.staff)).lastRev).toBe(lastRev);
        break;
      }
    }
  }
  await room.close();
  return dataDir;
}

/** All that a run leaves behind, without the ids that are made anew each time. */
function traces(dataDir: string) {
  const rows = (sql: string) => queryStore<Record<string, unknown>>(dataDir, sql);
  return {
    attempts: rows(
      'SELECT id, state, monitoring, extra_ms, suspended_at, risk, last_event_type, last_event_at FROM attempts ORDER BY id',
      // What a rule holds back names its alert.
    ).map((row) => ({ ...row, risk: String(row.risk).replaceAll(/"alert":"[^"]+"/g, '"alert":""') })),
    alerts: rows(
      // An alert that was folded into another names it: by its number here.
      `SELECT a.seq, a.rev, a.type, a.severity, a.status, a.title, a.message, a.attempt_id, a.risk_score, a.reasons, a.count, a.first_at,
         a.last_at, a.acknowledged_at, json_replace(a.data, '$.foldedInto', room.seq) AS data, a.grouping_key, a.raised_by
       FROM alerts a LEFT JOIN alerts room ON room.id = a.data ->> 'foldedInto' ORDER BY a.seq`,
    ),
    responses: rows('SELECT attempt_id, action, automatic, dry_run, risk_score, at FROM responses ORDER BY number'),
    // Whom what was told; a candidate warned once is not warned again by a restart.
    told: rows(
      `SELECT r.user_id, n.type, n.severity, n.at FROM notification_recipients r JOIN notifications n ON n.number = r.number
       ORDER BY n.at, r.user_id, n.type, n.severity`,
    ),
    audit: rows(`SELECT at, actor, action FROM audit_entries WHERE subject <> 'room' ORDER BY seq`),
    events: rows('SELECT attempt_id, type, seq, offline, violation, received_at FROM security_events ORDER BY number'),
    ids: rows('SELECT e.number FROM event_ids i JOIN security_events e USING (number, attempt_id, client_id) ORDER BY number'),
  };
}

describe('EV2 what is written behind', () => {
  it('EV2 stands in the file soon after, for whoever reads the file, without anybody asking', async () => {
    const dataDir = newDir();
    copyAsKilled(base.dataDir, dataDir);
    const room = await openCore(dataDir, createFakeClock(Date.UTC(2026, 10, 20, 9)));
    const [candidate = base.staff] = base.candidates;
    for (const seq of [1, 2, 3]) {
      const event = { id: newId(), type: 'copy', occurredAt: '2026-11-20T09:00:00Z', seq };
      await room.router.dispatch('security_event', event, candidate);
    }
    const counts = () => queryStore<{ count: number }>(dataDir, 'SELECT count FROM alerts').map(({ count }) => count);
    expect(counts(), 'a new alert is there with its acknowledgement').toHaveLength(1);
    await expect.poll(counts, { timeout: 5_000 }).toEqual([3]);
    expect(queryStore(dataDir, 'SELECT last_event_type FROM attempts WHERE last_event_type IS NOT NULL')).toHaveLength(1);
    await room.close();
  });

  it('EV3 a warning given in the moment of a crash is kept once: the room counts it again and tells nobody again', async () => {
    const dataDir = newDir();
    copyAsKilled(base.dataDir, dataDir);
    const clock = createFakeClock(Date.UTC(2026, 10, 20, 9));
    const room = await openCore(dataDir, clock);
    const candidate = base.candidates[0] ?? expect.unreachable();
    for (const seq of [1, 2, 3, 4]) {
      const event = { id: newId(), type: 'devtools_open', occurredAt: '2026-11-20T09:00:00Z', seq };
      await room.router.dispatch('security_event', event, candidate);
    }
    const after = newDir();
    copyAsKilled(dataDir, after);
    await room.close();
    const again = await openCore(after, clock);
    const { notifications } = await again.router.call('notifications_list', {}, candidate);
    expect(notifications.filter(({ data }) => data?.event === 'security_warning')).toHaveLength(1);
    await again.close();
  });

  it('EV2 any mixture of events, repeats, failures, what staff does and crashes leaves what the straight run leaves', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
        const crashed = await play([...steps, { do: 'crash' }], true);
        const straight = await play(steps, false);
        const found = traces(crashed);
        expect(found).toEqual(traces(straight));
        expect(found.ids).toHaveLength(found.events.length);
        rmSync(crashed, { recursive: true });
        rmSync(straight, { recursive: true });
      }),
      { numRuns: RUNS + EXAMPLES.length, examples: EXAMPLES.map((steps) => [steps]), timeout: 20_000 },
    );
  }, 240_000);
});
