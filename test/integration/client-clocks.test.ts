import { describe, expect, it } from 'vitest';
import { only, prepareExam } from '../support/exam-day.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();

describe('W5 heartbeats over the wire', () => {
  it('W5 security-26 a client that slept and one whose clock was set are told to staff, low and without a score', async () => {
    const clock = createFakeClock();
    const room = await startTestRoom({ clock });
    const day = await prepareExam(room);
    const candidate = only(day.candidates);
    const socket = await candidate.socket();
    let monotonicMs = 1_000;
    let wrongBy = 0;
    const beat = async (times: number) => {
      for (let turn = 0; turn < times; turn++) {
        clock.advance(1_000);
        monotonicMs += 1_000;
        await socket.command('heartbeat', { clientTime: new Date(clock.now() + wrongBy).toISOString(), monotonicMs });
      }
    };
    const alerts = async () => (await day.staff.rest.call('alerts_list', { limit: 20 })).alerts;
    await beat(30);
    expect(await alerts()).toEqual([]);
    wrongBy = 3_600_000;
    await beat(30);
    clock.advance(600_000);
    await beat(40);
    expect(await alerts()).toMatchObject([
      { type: 'client_frozen', severity: 'low', wall_name: 'Ether Wall', attemptId: candidate.attemptId, data: { seconds: 600 } },
      { type: 'clock_changed', severity: 'low', data: { seconds: 3_600 } },
    ]);
    expect((await day.staff.rest.call('attempt_detail', { attemptId: candidate.attemptId })).riskScore).toBe(0);
  });

  it('W5 a clock that is wrong from the beginning is told once a session, also when the room restarts meanwhile', async () => {
    const clock = createFakeClock();
    const first = await startTestRoom({ clock });
    const day = await prepareExam(first);
    const candidate = only(day.candidates);
    let monotonicMs = 1_000;
    const beat = async (socket: Awaited<ReturnType<typeof candidate.socket>>) => {
      for (let turn = 0; turn < 15; turn++) {
        clock.advance(1_000);
        monotonicMs += 1_000;
        await socket.command('heartbeat', { clientTime: new Date(clock.now() - 600_000).toISOString(), monotonicMs });
      }
    };
    const told = async (staff: typeof day.staff) =>
      (await staff.rest.call('alerts_list', { limit: 20 })).alerts.map(({ type, count }) => [type, count]);
    await beat(await candidate.socket());
    expect(await told(day.staff)).toEqual([['clock_skew', 1]]);
    await first.stop();

    const second = await startTestRoom({ clock, dataDir: first.dataDir });
    // Longer than repeats are one alert.
    clock.advance(900_000);
    await beat(await second.socket(candidate.token));
    expect(await told(await second.signIn())).toEqual([['clock_skew', 1]]);
  });
});
