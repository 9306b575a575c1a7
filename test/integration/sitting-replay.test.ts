import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runCli } from '../../src/main/commands/run-cli.ts';
import type { SignedInActor } from '../../src/main/domain/access/actor.ts';
import { createSittingReplay } from '../../src/main/domain/replay/replay-sitting.ts';
import type { Decision } from '../../src/main/domain/replay/sitting-record.ts';
import { NO_RISK } from '../../src/main/domain/risk/risk-state.ts';
import { createEventsJsonl } from '../../src/main/exchange/logs/events-jsonl.ts';
import { canonicalJson } from '../../src/shared/model/canonical-json.ts';
import { ROOM_REASONS } from '../../src/shared/model/event-words.ts';
import { newId } from '../support/exam-day.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { copyAsKilled, openCore, type RoomCore, type StartedExam, startExam } from '../support/room-core.ts';
import { CANDIDATES, EXAMPLES, NEARLY, report, type Step, step, TYPES, together } from '../support/sitting-steps.ts';
import { ADMIN_PASSWORD } from '../support/start-test-room.ts';
import { suspendWaiting } from '../support/suspend-waiting.ts';
import { rosterLines } from '../support/test-room-files.ts';

const RUNS = Number(process.env.INVIGIL_TEST_RUNS ?? 8);

let folder: string;
let base: StartedExam;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'invigil-record-'));
  base = await startExam(join(folder, 'base'), createFakeClock(), CANDIDATES);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let copies = 0;
function newDir(): string {
  const dir = join(folder, `run-${++copies}`);
  mkdirSync(dir);
  copyAsKilled(base.dataDir, dir);
  return dir;
}

async function openService(room: RoomCore): Promise<SignedInActor> {
  const scopes = ['events:write' as const];
  const { token } = await room.router.call('api_key_issue', { name: 'camera', scopes, ttlHours: 1 }, base.staff);
  return (await room.authenticate(token, '127.0.0.1')).actor;
}

/** Lives through a day, and ends its exam. */
async function live(steps: readonly Step[], room: RoomCore, clock: ReturnType<typeof createFakeClock>): Promise<void> {
  const service = await openService(room);
  const seqs = base.candidates.map(() => 0);
  const attemptOf = (index: number) => base.candidates[index]?.attemptId ?? expect.unreachable();
  const observed = (typeNr: number) => ({
    id: newId(),
    type: TYPES[typeNr] ?? 'copy',
    occurredAt: new Date(clock.now()).toISOString(),
  });
  const send = (index: number, typeNr: number, offline: boolean) => {
    const seq = (seqs[index] ?? 0) + 1;
    seqs[index] = seq;
    const event = { ...observed(typeNr), seq, details: { typed: 'pasted-canary' }, ...(offline ? { offline } : {}) };
    return room.router.dispatch('security_event', event, base.candidates[index] ?? expect.unreachable());
  };
  /** What is not possible now is refused, and no part of the day. */
  const tried = (work: Promise<unknown>) => work.catch((error: unknown) => error);
  for (const one of steps) {
    clock.advance(1);
    switch (one.do) {
      case 'report':
        for (let time = 0; time < one.times; time += 1) await send(one.who, one.type, one.offline);
        break;
      case 'together':
        for (const index of base.candidates.keys()) await send(index, one.type, false);
        break;
      case 'service':
        await room.router.dispatch(
          'security_event',
          { ...observed(one.type), source: 'camera-1', attemptId: attemptOf(one.who) },
          service,
        );
        break;
      case 'alert': {
        const { alerts } = await room.router.call('alerts_list', { limit: 200 }, base.staff);
        const alert = alerts[one.which % Math.max(1, alerts.length)];
        const text = { comment: 'comment-canary', reason: 'reason-canary' };
        if (alert)
          await tried(
            room.router.call('alert_action', { id: newId(), alertId: alert.id, action: one.action, ...text }, base.staff),
          );
        break;
      }
      case 'attempt': {
        const input = { id: newId(), attemptId: attemptOf(one.who), action: one.action, reason: 'reason-canary' };
        await tried(room.router.call('proctor_action', input, base.staff));
        break;
      }
      case 'look':
        await room.router.run(suspendWaiting, { kind: 'room' });
        break;
      case 'wait':
        clock.advance(one.ms);
        break;
    }
  }
  clock.advance(1);
  await room.router.call('exam_end', { examId: base.examId }, base.staff);
}

async function recordDay(steps: readonly Step[]): Promise<string[]> {
  const clock = createFakeClock(base.startedAt + 1_000);
  const room = await openCore(newDir(), clock);
  try {
    await live(steps, room, clock);
    return (await room.router.call('sitting_export', { examId: base.examId }, base.staff)).lines;
  } finally {
    await room.close();
  }
}

interface Replayed {
  readonly decisions: Decision[];
  readonly recorded: readonly Decision[];
  readonly skipped: string[];
  readonly lacks: readonly string[];
}

function replay(lines: readonly string[]): Replayed {
  const reader = createEventsJsonl();
  const day = createSittingReplay();
  const skipped = lines.flatMap((line, index) => {
    const read = reader.read(line, index + 1);
    const unfit = 'skipped' in read ? read.skipped : read.record && day.take(read.record);
    return unfit === undefined ? [] : [unfit];
  });
  return { decisions: day.decisions(), recorded: day.recorded(), skipped, lacks: day.lacks() };
}

describe('EV2 EV3 the record of a sitting', () => {
  it('EV2 decides the same again, byte by byte, whatever the day was like', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const lines = await recordDay(steps);
        const [first, second] = [replay(lines), replay(lines)];
        expect(first.skipped).toEqual([]);
        expect(canonicalJson(first.decisions)).toBe(canonicalJson(first.recorded));
        expect(canonicalJson(second.decisions)).toBe(canonicalJson(first.decisions));
      }),
      { numRuns: RUNS, examples: EXAMPLES.map((steps) => [steps] as [Step[]]) },
    );
  }, 60_000);

  it('EV3 holds a suspension, its end by a person and the next one', async () => {
    const { decisions } = replay(await recordDay(EXAMPLES[0] ?? []));
    const told = decisions.flatMap((decision) => (decision.what === 'response' ? [decision.action] : []));
    expect(told.filter((action) => action === 'suspend')).toHaveLength(2);
    expect(decisions.some((decision) => decision.what === 'alert' && decision.type === 'auto_suspend_triggered')).toBe(true);
  });

  it('EV6 holds an incident of the room, with nothing of it left in anybody’s score', async () => {
    const lines = await recordDay([together(8)]);
    const { decisions, recorded } = replay(lines);
    expect(canonicalJson(decisions)).toBe(canonicalJson(recorded));
    const alerts = decisions.filter((decision) => decision.what === 'alert');
    const ofRoom = alerts.filter(({ attemptId }) => attemptId === undefined);
    expect(ofRoom).toMatchObject([{ type: 'room_incident', count: CANDIDATES }]);
    expect(alerts.filter(({ attemptId }) => attemptId !== undefined)).toMatchObject(
      Array(CANDIDATES).fill({ status: 'resolved', reasons: [ROOM_REASONS.room_incident] }),
    );
    for (const decision of decisions) if (decision.what === 'risk') expect(decision.risk).toEqual(NO_RISK);
  });

  it.each([
    ['by the clock', 1, [{ do: 'look' }, report(0)]],
    ['by the next event', 0, [report(0), { do: 'look' }]],
  ] satisfies [string, number, Step[]][])('EV6 holds a suspension that waited, ended %s', async (_, looks, then) => {
    const lines = await recordDay([...NEARLY, report(9), { do: 'wait', ms: 5_000 }, ...then]);
    const { decisions, recorded } = replay(lines);
    expect(canonicalJson(decisions)).toBe(canonicalJson(recorded));
    expect(decisions.filter((decision) => decision.what === 'response' && decision.action === 'suspend')).toHaveLength(1);
    expect(lines.filter((line) => line.includes('"kind":"wait"'))).toHaveLength(looks);
  });

  it('EV6 holds a suspension that waited and came to nothing, because all were hit alike', async () => {
    const { decisions, recorded } = replay(
      await recordDay([...NEARLY, together(9), { do: 'wait', ms: 6_000 }, { do: 'look' }, report(4)]),
    );
    expect(canonicalJson(decisions)).toBe(canonicalJson(recorded));
    expect(decisions.some((decision) => decision.what === 'response' && decision.action === 'suspend')).toBe(false);
  });

  it('EV2 a sitting of before the course was kept is recorded as older versions did, and says what it lacks', async () => {
    const clock = createFakeClock(base.startedAt + 1_000);
    const dataDir = newDir();
    const first = await openCore(dataDir, clock);
    await live(EXAMPLES[3] ?? [], first, clock);
    await first.close();
    const db = new Sqlite(join(dataDir, 'invigil.db'));
    db.exec('DELETE FROM course');
    db.close();
    const room = await openCore(dataDir, clock);
    const { lines } = await room.router.call('sitting_export', { examId: base.examId }, base.staff);
    await room.close();
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ kind: 'sitting', version: 1 });
    const { decisions, recorded, skipped, lacks } = replay(lines);
    expect(skipped).toEqual([]);
    expect(canonicalJson(decisions)).toBe(canonicalJson(recorded));
    expect(lacks.join(' ')).toMatch(/version 1.*no rules.*one policy.*noticed by itself/);
    expect(replay(await recordDay([report(0)])).lacks, 'an exact one lacks nothing').toEqual([]);
  });

  it('ID7 holds no name, no number of a candidate, and nothing anybody typed', async () => {
    const text = (await recordDay([...(EXAMPLES[1] ?? []), report(4), ...(EXAMPLES[2] ?? [])])).join('\n');
    for (const { candidateNumber, firstName, lastName } of rosterLines(CANDIDATES))
      for (const word of [candidateNumber, firstName, lastName]) expect(text).not.toContain(word);
    expect(text).not.toMatch(/canary|telepathy|127\.0\.0\.1|admin/);
    expect(text).toContain('"type":"unknown"');
  });

  it('EV2 a record that was changed decides otherwise, and the replay says how much', async () => {
    const lines = await recordDay([report(0), report(5), report(6)]);
    const withoutOne = lines.filter((line) => !line.includes('"devtools_open"') || line.includes('"decided"'));
    expect(withoutOne).toHaveLength(lines.length - 1);
    const { decisions, recorded, skipped } = replay(withoutOne);
    expect(skipped).toEqual([]);
    expect(canonicalJson(decisions)).not.toBe(canonicalJson(recorded));
  });

  it('EV2 lines that do not fit are skipped with why, and change nothing', async () => {
    const lines = await recordDay([report(0), report(5)]);
    const [head = '', ...others] = lines;
    const event = others.find((line) => line.includes('"kind":"event"')) ?? '';
    const stray = event.replaceAll(JSON.parse(event).attemptId, newId());
    const odd = ['no json', '{"kind":"wish"}', event.replace(/"at":\d+/, '"at":1e300'), head, stray, '[]'];
    const { decisions, skipped } = replay([head, ...odd, ...others]);
    expect(skipped).toHaveLength(odd.length);
    expect(skipped[0]).toBe('no JSON');
    expect(canonicalJson(decisions)).toBe(canonicalJson(replay(lines).decisions));
    expect(replay(others).skipped[0]).toBe('the sitting has to stand first');
  });

  it('EV2 is refused while the exam runs, to everybody but administrators, and is audited', async () => {
    const clock = createFakeClock(base.startedAt + 1_000);
    const room = await openCore(newDir(), clock);
    const asks = (actor: SignedInActor) => room.router.dispatch('sitting_export', { examId: base.examId }, actor);
    await expect(asks(base.staff)).rejects.toMatchObject({ code: 'state_conflict' });
    await room.router.call('exam_end', { examId: base.examId }, base.staff);
    await expect(asks({ ...base.staff, role: 'proctor' })).rejects.toMatchObject({ code: 'role_forbidden' });
    await expect(asks(base.candidates[0] ?? expect.unreachable())).rejects.toMatchObject({ code: 'role_forbidden' });
    const stray = room.router.dispatch('sitting_export', { examId: base.examId, sittingId: newId() }, base.staff);
    await expect(stray).rejects.toMatchObject({ code: 'exam_not_found' });
    await asks(base.staff);
    const { entries } = await room.router.call('audit_list', { order: 'newest', limit: 5 }, base.staff);
    expect(entries.map(({ action }) => action)).toContain('sitting.exported');
    await room.close();
  });
});

describe('operations: invigil export and replay', () => {
  it('EV2 export writes the record of a stopped room, replay decides it again and says that nothing differs', async () => {
    const clock = createFakeClock(base.startedAt + 1_000);
    const dataDir = newDir();
    const room = await openCore(dataDir, clock);
    await live(EXAMPLES[0] ?? [], room, clock);
    await room.close();
    const out = join(folder, 'sitting.jsonl');
    const said: string[] = [];
    const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0);
    const password = process.env.INVIGIL_ADMIN_PASSWORD;
    process.env.INVIGIL_ADMIN_PASSWORD = ADMIN_PASSWORD;
    try {
      const flags = ['--data-dir', dataDir, '--out', out, '--json'];
      expect(await runCli(['node', 'invigil', 'export', base.examId, ...flags])).toBe(0);
      expect(await runCli(['node', 'invigil', 'replay', out, '--format', 'events-jsonl', '--json'])).toBe(0);
      writeFileSync(join(folder, 'other.jsonl'), readFileSync(out, 'utf8').replace('"devtools_open"', '"focus_gained"'));
      await runCli(['node', 'invigil', 'replay', join(folder, 'other.jsonl'), '--format', 'events-jsonl', '--json']);
      expect(await runCli(['node', 'invigil', 'export', base.examId, ...flags]), 'a file that is there is kept').toBe(1);
    } finally {
      spy.mockRestore();
      if (password === undefined) delete process.env.INVIGIL_ADMIN_PASSWORD;
      else process.env.INVIGIL_ADMIN_PASSWORD = password;
    }
    const lines = said
      .join('')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines[0]).toMatchObject({ event: 'exported', out });
    const [same, other] = lines.filter(({ event }) => event === 'summary');
    expect(same).toMatchObject({ skipped: 0, differing: 0 });
    expect(same.decisions).toBeGreaterThan(5);
    expect(other.differing).toBeGreaterThan(0);
  });
});
