import { describe, expect, it } from 'vitest';
import { BUILT_IN } from '../../src/main/simulation/scenarios/built-in.ts';
import { type SimulationOptions, simulateClass } from '../../src/main/simulation/simulate-class.ts';
import { ADMIN_PASSWORD, testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();

const classOf = (students: number) =>
  Array.from({ length: students }, (_, index) => ({ candidateNumber: `S${String(index + 1).padStart(4, '0')}` }));

const options = (url: string, students: number, changes: Partial<SimulationOptions> = {}): SimulationOptions => ({
  url,
  seats: classOf(students),
  minutes: 0.06,
  seed: 'seven',
  scenario: BUILT_IN.calm,
  speed: 60,
  staff: { username: 'admin', password: ADMIN_PASSWORD },
  prepare: true,
  ...changes,
});

const IN_ORDER = { lost: 0, doubled: 0, outOfOrder: 0, unacknowledged: 0, unchecked: 0, leftBehind: 0 };

describe('a simulated class', () => {
  it('OP1 a calm class joins, works, hands in, raises no alert, and every answer is acknowledged', async () => {
    const room = await startTestRoom();
    const lines: Record<string, unknown>[] = [];
    const summary = await simulateClass(options(room.url, 20), { line: (event) => lines.push(event) });
    expect(summary).toMatchObject({
      students: 20,
      joined: 20,
      started: 20,
      submitted: 20,
      ...IN_ORDER,
      checked: expect.any(Number),
      held: 0,
      errors: {},
      misbehaved: {},
    });
    expect(summary.acked).toBeGreaterThan(100);
    expect(summary.acked).toBeLessThanOrEqual(summary.answers);
    expect(summary.eventsAcked).toBe(summary.events);
    expect(summary.latencyMs.p50).toBeGreaterThan(0);
    expect(lines.map(({ event }) => event).filter((event) => event !== 'progress')).toEqual([
      'prepared',
      'joined',
      'started',
      'summary',
    ]);

    const staff = await room.signIn();
    const { attempts } = await staff.rest.call('attempts_list', {});
    expect(attempts.map(({ state }) => state)).toEqual(Array(20).fill('submitted'));
    expect(Math.max(...attempts.map(({ progress }) => progress.answered))).toBeGreaterThan(5);
    const { alerts } = await staff.rest.call('alerts_recent', {});
    expect(alerts).toEqual([]);
    expect(summary.seen).toMatchObject({ cheats: { total: 0 }, accused: [], alerts: {} });
  });

  it('EV1 in a class with cheats exactly those who misbehave raise alerts, and nobody is lost', async () => {
    const room = await startTestRoom();
    const summary = await simulateClass(options(room.url, 15, { scenario: BUILT_IN.cheats, minutes: 0.05 }));
    expect(summary).toMatchObject({ joined: 15, ...IN_ORDER });
    expect(Object.keys(summary.misbehaved)).toHaveLength(3);
    const staff = await room.signIn();
    const { attempts } = await staff.rest.call('attempts_list', {});
    const { alerts } = await staff.rest.call('alerts_recent', { limit: 1000 });
    const accused = new Set(alerts.map(({ attemptId }) => attempts.find(({ id }) => id === attemptId)?.candidateNumber));
    expect([...accused].sort()).toEqual(Object.keys(summary.misbehaved).sort());
    // As a console of its own received them; how soon is for a bench, that it was is for every run.
    expect(summary.seen).toMatchObject({ cheats: { total: 3, found: 3 }, missed: [], accused: [] });
    expect(summary.seen?.deeds.total).toBe(summary.seen?.deeds.found);
    expect(Object.keys(summary.seen?.byKind ?? {}).sort()).toEqual(Object.values(summary.misbehaved).sort());
    expect(summary.seen?.cheats.medianMs).toBeLessThan(2_000);
  });

  it('OP1 called off, everybody stops and nothing is left unacknowledged', async () => {
    const room = await startTestRoom();
    const stop = new AbortController();
    const running = simulateClass(
      options(room.url, 5, { minutes: 10, scenario: { name: 'at once', phases: { lobby: { over: '0s' } } } }),
      {
        signal: stop.signal,
        line: ({ event }) => event === 'started' && setTimeout(() => stop.abort(), 500),
      },
    );
    const summary = await running;
    expect(summary).toMatchObject({ joined: 5, submitted: 0, calledOff: true, ...IN_ORDER });
    expect(summary.seconds).toBeLessThan(8);
  });

  it('EX3 a candidate who is not on the list is counted, and does not hold up the others', async () => {
    const room = await startTestRoom();
    const staff = await room.signIn();
    const { exam } = await staff.rest.uploadExam('Is this a question? {T}');
    await staff.rest.uploadRoster(exam.id, 'candidateNumber,firstName,lastName,accessCode\nS0001,A,B,green\n');
    const { code } = await staff.rest.call('exam_open', { examId: exam.id });
    await staff.rest.call('exam_start', { examId: exam.id });
    const { staff: _none, prepare: _neither, ...open } = options(room.url, 0, { minutes: 0.02 });
    const seats = [{ candidateNumber: 'S0001', accessCode: 'green' }, { candidateNumber: 'S0002' }];
    const summary = await simulateClass({ ...open, code, seats });
    expect(summary).toMatchObject({ students: 2, joined: 1, started: 1, submitted: 1, errors: { not_on_roster: 1 } });
  });
});
