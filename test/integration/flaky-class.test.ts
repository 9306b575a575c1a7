import { describe, expect, it } from 'vitest';
import { BUILT_IN } from '../../src/main/simulation/scenarios/built-in.ts';
import { Scenario } from '../../src/main/simulation/scenarios/scenario.ts';
import { isInOrder, type SimulationIo, simulateClass } from '../../src/main/simulation/simulate-class.ts';
import { createMemoryOutbox, type FetchPort } from '../../src/shared/client/index.ts';
import { ADMIN_PASSWORD, type TestRoom, testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms({ per: 'file' });
const WHOLE_TEST_MS = 90_000;

const classOf = (students: number) =>
  Array.from({ length: students }, (_, index) => ({ candidateNumber: `S${String(index + 1).padStart(4, '0')}` }));

const simulate = (
  room: TestRoom,
  scenario: Scenario,
  { students = 20, minutes = 0.15, ...io }: SimulationIo & { students?: number; minutes?: number } = {},
) =>
  simulateClass(
    {
      url: room.url,
      seats: classOf(students),
      minutes,
      seed: 'seven',
      scenario,
      speed: 20,
      staff: { username: 'admin', password: ADMIN_PASSWORD },
      prepare: true,
    },
    io,
  );

const IN_ORDER = { lost: 0, doubled: 0, outOfOrder: 0, unacknowledged: 0, unchecked: 0 };

/** Everybody writes without a connection, and then their machine dies. */
const CRASH_OFFLINE = Scenario.parse({
  name: 'crash while offline',
  phases: { lobby: { over: '0s' } },
  behaviours: [
    {
      name: 'crashes',
      share: 1,
      misbehaves: false,
      steps: [
        {
          at: ['20%', '30%'],
          actions: [
            { do: 'gone', for: '2s' },
            { do: 'wait', for: '1s' },
            { do: 'report', type: 'network_changed' },
            { do: 'wait', for: '0.2s' },
            { do: 'crash', for: '0.3s' },
          ],
        },
      ],
    },
  ],
});

/** On a long line something is always on its way when it is cut, and while it is gone events pile up. */
const CUT_IN_FLIGHT = Scenario.parse({
  name: 'cut in flight',
  phases: { lobby: { over: '0s' } },
  behaviours: [
    {
      name: 'observed offline',
      share: 1,
      misbehaves: false,
      steps: [
        {
          at: ['40%', '50%'],
          actions: [{ do: 'gone', for: '1s' }, ...Array.from({ length: 5 }, () => ({ do: 'report', type: 'focus_gained' }))],
        },
      ],
    },
  ],
  networks: [{ name: 'long line', share: 1, link: { delayMs: 120 }, faults: [{ at: ['5%', '90%'], times: [4, 6], do: 'cut' }] }],
});

// Side by side: they wait for their networks more than they work.
describe.concurrent('a simulated class on a bad network', () => {
  it(
    'EX6 EV5 cut, stalled, slow, gone, reloaded, crashed, moved: everything arrives once and in order',
    async () => {
      // Long after its start by its own clock: nothing is excused by a restart.
      let later = 0;
      const room = await startTestRoom({ clock: { now: () => Date.now() + later } });
      later = 200_000;
      const lines: Record<string, unknown>[] = [];
      const summary = await simulate(room, BUILT_IN.flaky, { minutes: 0.3, line: (event) => lines.push(event) });
      expect(summary).toMatchObject({ joined: 20, started: 20, submitted: 20, ...IN_ORDER, leftBehind: 0 });
      expect(isInOrder(summary)).toBe(true);
      expect(summary.checked).toBeGreaterThan(200);
      expect(summary.madeOffline).toBeGreaterThan(20);
      expect(summary.faults).toBeGreaterThan(30);
      expect(summary.reconnects).toBeGreaterThan(15);
      expect(summary.reloads).toBeGreaterThan(0);
      expect(summary.crashes).toBeGreaterThan(0);
      expect(summary.moves).toBe(1);
      expect(summary.figures.offline.count).toBe(summary.reconnects);
      expect(summary.figures.reconnect.p50).toBeGreaterThan(0);
      expect(lines).toContainEqual(expect.objectContaining({ event: 'fault', do: 'gone' }));
      const staff = await room.signIn();
      const { attempts } = await staff.rest.call('attempts_list', {});
      expect(attempts.map(({ state }) => state)).toEqual(Array(20).fill('submitted'));
      const { alerts } = await staff.rest.call('alerts_list', { limit: 500 });
      const cheats = new Set(alerts.filter(({ data }) => data.eventType === 'devtools_open').map(({ attemptId }) => attemptId));
      const loud = alerts.filter(
        ({ source, severity, attemptId }) => source === 'ether' && severity !== 'low' && !cheats.has(attemptId),
      );
      expect(loud, 'a bad network accuses nobody (W5)').toEqual([]);
    },
    WHOLE_TEST_MS,
  );

  it(
    'EX6 EV5 what is on its way when the line is cut is sent again, and taken once and in order',
    async () => {
      const room = await startTestRoom();
      const summary = await simulate(room, CUT_IN_FLIGHT, { students: 10 });
      expect(summary).toMatchObject({ joined: 10, submitted: 10, ...IN_ORDER });
      expect(summary.faults).toBeGreaterThanOrEqual(50);
      expect(summary.reconnects).toBeGreaterThan(10);
      expect(summary.madeOffline).toBeGreaterThanOrEqual(50);
    },
    WHOLE_TEST_MS,
  );

  it(
    'EX6 answers and events made offline before a crash come in after it',
    async () => {
      const room = await startTestRoom();
      const summary = await simulate(room, CRASH_OFFLINE, { students: 5 });
      expect(summary).toMatchObject({ joined: 5, crashes: 5, submitted: 5, ...IN_ORDER });
      expect(summary.madeOffline).toBeGreaterThanOrEqual(10);
    },
    WHOLE_TEST_MS,
  );

  it(
    'EX6 a client that forgets its outbox is found out: its answers and events are lost',
    async () => {
      const room = await startTestRoom();
      const openOutbox = () => ({ ...createMemoryOutbox(), all: async () => [] });
      const summary = await simulate(room, CRASH_OFFLINE, { students: 5, openOutbox });
      expect(summary.lost).toBeGreaterThanOrEqual(5);
      expect(isInOrder(summary)).toBe(false);
    },
    WHOLE_TEST_MS,
  );

  it(
    'EX6 a room that forgets an acknowledged answer is found out',
    async () => {
      const room = await startTestRoom();
      const forgetful: FetchPort = async (url, init) => {
        const answer = await fetch(url, init);
        if (!url.endsWith('/api/v1/attempt')) return answer;
        const body = JSON.parse(await answer.text()) as { attempt: { state: string }; answers: unknown[] };
        if (body.attempt.state === 'submitted') body.answers.pop();
        return { ok: answer.ok, status: answer.status, headers: answer.headers, text: async () => JSON.stringify(body) };
      };
      const summary = await simulate(room, BUILT_IN.calm, { students: 4, minutes: 0.06, fetch: forgetful });
      expect(summary).toMatchObject({ ...IN_ORDER, lost: 4, submitted: 4 });
      expect(isInOrder(summary)).toBe(false);
    },
    WHOLE_TEST_MS,
  );

  it(
    'OP1 EX4 an exam day: latecomers, a script of the staff, a rush, an end; the room has done what the script says',
    async () => {
      const room = await startTestRoom();
      const scenario = Scenario.parse({
        ...BUILT_IN['exam-day'],
        behaviours: [
          { name: 'copies', share: 0.1, steps: [{ at: ['5%', '15%'], actions: [{ do: 'report', type: 'copy' }] }] },
          {
            name: 'moves',
            share: 0.1,
            misbehaves: false,
            steps: [{ at: ['55%', '60%'], actions: [{ do: 'move', for: '0.2s' }] }],
          },
        ],
        proctor: [
          { at: '20%', do: 'warn', who: 'copies', message: 'Please work on your own.' },
          { at: '25%', do: 'suspend', who: 'copies', for: '10%' },
          { at: '40%', do: 'extend_time', who: 'behaving', share: 0.1, minutes: 5 },
          { at: '45%', do: 'pause', for: '5%' },
          { at: '100%', do: 'end' },
        ],
      });
      const lines: Record<string, unknown>[] = [];
      const summary = await simulate(room, scenario, { minutes: 0.2, line: (event) => lines.push(event) });
      expect(summary).toMatchObject({ joined: 20, started: 20, moves: 2, ...IN_ORDER, proctorActions: expect.any(Number) });
      expect(Object.values(summary.misbehaved)).toEqual(['copies', 'copies']);
      // The phases of so short a day are a second long: which of them a slow machine answers in is its own affair.
      const phases = Object.values(summary.figures.ack).map(({ count }) => count);
      expect(phases.filter((count) => count > 0).length).toBeGreaterThanOrEqual(2);
      expect(summary.figures.join.count).toBe(20);
      expect(summary.figures.startToQuestion.count).toBe(19);
      const script = lines.filter(({ event }) => event === 'staff').map((line) => line.do);
      expect(script).toEqual(['warn', 'suspend', 'resume', 'extend_time', 'exam_pause', 'exam_resume', 'exam_end']);

      const staff = await room.signIn();
      const [exam] = (await staff.rest.call('exams_list', {})).exams;
      const { attempts } = await staff.rest.call('attempts_list', { examId: exam?.id });
      expect(attempts.filter(({ state }) => state === 'submitted')).toHaveLength(summary.submitted);
      const copier = attempts.find(({ candidateNumber }) => candidateNumber === Object.keys(summary.misbehaved)[0]);
      const { timeline } = await staff.rest.call('attempt_detail', { attemptId: copier?.id as never });
      const responses = timeline.flatMap((entry) => (entry.kind === 'response' ? [entry.action] : []));
      expect(responses).toEqual(expect.arrayContaining(['warn', 'suspend', 'resume']));
    },
    WHOLE_TEST_MS,
  );
});
