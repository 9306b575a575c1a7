import { describe, expect, it } from 'vitest';
import type { AttemptStateEvent } from '../../src/shared/protocol/index.ts';
import { answerTo, at, type Candidate, newId, only, prepareExam } from '../support/exam-day.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { type Staff, testRooms } from '../support/start-test-room.ts';
import { queryStore } from '../support/store-file.ts';

const startTestRoom = testRooms();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const act = (
  staff: Staff,
  candidate: Candidate,
  action: 'suspend' | 'resume' | 'extend_time' | 'terminate',
  extra: { minutes?: number } = {},
) => staff.rest.call('proctor_action', { id: newId(), attemptId: candidate.attemptId, action, ...extra });

/** Minutes the candidate has left by what the room says; undefined while no clock runs. */
async function minutesLeft(candidate: Candidate, clock: FakeClock): Promise<number | undefined> {
  const { endsAt, attempt, serverTime } = await candidate.rest.call('attempt_get', {});
  expect(attempt.endsAt).toBe(endsAt);
  expect(Date.parse(serverTime)).toBe(clock.now());
  return endsAt === undefined ? undefined : (Date.parse(endsAt) - clock.now()) / MINUTE;
}

async function running(candidates = 1) {
  const clock = createFakeClock();
  const room = await startTestRoom({ clock });
  return { clock, ...(await prepareExam(room, { candidates })) };
}

describe('EX9 time is the server’s', () => {
  it('EX9 a pause freezes every clock and gives its time back', async () => {
    const { clock, staff, examId, candidates } = await running();
    const candidate = only(candidates);
    clock.advance(10 * MINUTE);
    expect(await minutesLeft(candidate, clock)).toBe(50);
    await staff.rest.call('exam_pause', { examId });
    clock.advance(25 * MINUTE);
    expect(await minutesLeft(candidate, clock)).toBeUndefined();
    await staff.rest.call('exam_resume', { examId });
    expect(await minutesLeft(candidate, clock)).toBe(50);
  });

  it('EX9 a suspension gives its time back, and a pause inside it is not given twice', async () => {
    const { clock, staff, examId, candidates } = await running();
    const candidate = only(candidates);
    clock.advance(5 * MINUTE);
    await act(staff, candidate, 'suspend');
    clock.advance(4 * MINUTE);
    await staff.rest.call('exam_pause', { examId });
    clock.advance(7 * MINUTE);
    await staff.rest.call('exam_resume', { examId });
    clock.advance(2 * MINUTE);
    expect(await minutesLeft(candidate, clock)).toBeUndefined();
    const { attempt } = await act(staff, candidate, 'resume');
    expect(attempt.state).toBe('in_progress');
    expect(await minutesLeft(candidate, clock)).toBe(55);
  });

  it('EX9 a suspension that begins in a pause and ends after it loses and gains nothing', async () => {
    const { clock, staff, examId, candidates } = await running();
    const candidate = only(candidates);
    clock.advance(5 * MINUTE);
    await staff.rest.call('exam_pause', { examId });
    clock.advance(3 * MINUTE);
    await act(staff, candidate, 'suspend');
    clock.advance(3 * MINUTE);
    await staff.rest.call('exam_resume', { examId });
    clock.advance(10 * MINUTE);
    await act(staff, candidate, 'resume');
    expect(await minutesLeft(candidate, clock)).toBe(55);
  });

  it('EX9 a suspension before the start costs and gives nothing', async () => {
    const clock = createFakeClock();
    const room = await startTestRoom({ clock });
    const { staff, examId, candidates } = await prepareExam(room, { until: 'open' });
    await act(staff, only(candidates), 'suspend');
    clock.advance(30 * MINUTE);
    await staff.rest.call('exam_start', { examId });
    clock.advance(2 * MINUTE);
    expect((await act(staff, only(candidates), 'resume')).attempt.state).toBe('in_progress');
    expect(await minutesLeft(only(candidates), clock)).toBe(60);
  });

  it('EX9 audits every credit', async () => {
    const { clock, staff, examId, candidates } = await running();
    await staff.rest.call('exam_pause', { examId });
    clock.advance(3 * MINUTE);
    await staff.rest.call('exam_resume', { examId });
    await act(staff, only(candidates), 'suspend');
    clock.advance(4 * MINUTE);
    await act(staff, only(candidates), 'resume');
    await act(staff, only(candidates), 'extend_time', { minutes: 5 });
    const { entries } = await staff.rest.call('audit_list', { limit: 1000 });
    expect(entries.filter(({ action }) => action === 'time.credited').map(({ details }) => details)).toEqual([
      { creditMs: 3 * MINUTE, why: 'pause' },
      { creditMs: 4 * MINUTE, why: 'suspension' },
      { creditMs: 5 * MINUTE, why: 'extension' },
    ]);
  });

  it('EX9 extra minutes count for one candidate only, and are told at once', async () => {
    const { clock, staff, candidates } = await running(2);
    const socket = await at(candidates, 0).socket();
    const { attempt } = await act(staff, at(candidates, 0), 'extend_time', { minutes: 15 });
    await socket.waitFor<AttemptStateEvent>('attempt-state', ({ endsAt }) => endsAt === attempt.endsAt);
    expect(await minutesLeft(at(candidates, 0), clock)).toBe(75);
    expect(await minutesLeft(at(candidates, 1), clock)).toBe(60);
    const nothing = { id: newId(), attemptId: at(candidates, 0).attemptId, action: 'extend_time' as const };
    expect((await staff.rest.refusal('proctor_action', nothing)).errors?.[0]?.field).toBe('minutes');
    expect((await staff.rest.refusal('proctor_action', { ...nothing, minutes: 9_999 })).errors?.[0]?.field).toBe('minutes');
  });

  it('EX9 ends an attempt when its time is up, by its own clock, and keeps late answers apart', async () => {
    const { clock, staff, candidates, question, room } = await running(2);
    const [early, slow] = [at(candidates, 0), at(candidates, 1)];
    await act(staff, slow, 'extend_time', { minutes: 10 });
    const sockets = await Promise.all([early.socket(), slow.socket(), staff.socket()]);
    const essay = question('essay');
    await sockets[0].command('answer_save', answerTo(essay, 'in time', 1));
    clock.advance(HOUR + 1);
    const ended = ({ attemptId, state }: AttemptStateEvent) => attemptId === early.attemptId && state === 'ended';
    expect(await sockets[0].waitFor<AttemptStateEvent>('attempt-state', ended)).toMatchObject({ reason: 'The time is over' });
    await sockets[2].waitFor<AttemptStateEvent>('attempt-state', ended);

    const late = await sockets[0].command('answer_save', answerTo(essay, 'too late', 2));
    expect(late).toMatchObject({ ok: true, held: 'late', revision: 2 });
    expect(await sockets[1].command('answer_save', answerTo(essay, 'still in time', 1))).not.toHaveProperty('held');
    expect((await early.rest.call('attempt_get', {})).answers).toEqual([{ questionId: essay.id, value: 'in time', revision: 1 }]);
    const held = queryStore<{ value: string; held: string }>(
      room.dataDir,
      'SELECT value, held FROM answer_saves WHERE held IS NOT NULL',
    );
    expect(held).toEqual([{ value: '"too late"', held: 'late' }]);
    clock.advance(10 * MINUTE);
    await sockets[1].waitFor<AttemptStateEvent>('attempt-state', ({ state }) => state === 'ended');
  });

  it('EX9 security-28 holds an answer that comes after the end but before the room has looked', async () => {
    const { clock, candidates, question } = await running();
    const socket = await only(candidates).socket();
    await socket.settled();
    // The same turn: no timer of the room can have run in between.
    clock.advance(HOUR + 1);
    expect(await socket.command('answer_save', answerTo(question('essay'), 'just missed', 1))).toMatchObject({ held: 'late' });
  });

  it('EX9 shows a client silent after three seconds without a heartbeat, and back with the next', async () => {
    const { clock, staff, candidates } = await running();
    const [socket, console] = [await only(candidates).socket(), await staff.socket()];
    await socket.command('heartbeat', {});
    clock.advance(3_100);
    const is = (connected: boolean) => (event: AttemptStateEvent) => event.connected === connected;
    await console.waitFor<AttemptStateEvent>('attempt-state', is(false));
    const heard = console.all.length;
    await socket.command('heartbeat', {});
    const isBack = (event: AttemptStateEvent) =>
      is(true)(event) && console.all.slice(heard).some(({ payload }) => payload === event);
    await console.waitFor<AttemptStateEvent>('attempt-state', isBack);
    expect((await staff.rest.call('attempts_list', {})).attempts.map(({ connected }) => connected)).toEqual([true]);
  });

  it('EX9 keeps every clock over a restart', async () => {
    const { clock, staff, examId, candidates, room } = await running(2);
    clock.advance(10 * MINUTE);
    await act(staff, at(candidates, 0), 'suspend');
    clock.advance(5 * MINUTE);
    await staff.rest.call('exam_pause', { examId });
    clock.advance(5 * MINUTE);
    await room.stop();
    clock.advance(20 * MINUTE);
    const again = await startTestRoom({ clock, dataDir: room.dataDir });
    const rest = again.rest(staff.token);
    await rest.call('exam_resume', { examId });
    await rest.call('proctor_action', { id: newId(), attemptId: at(candidates, 0).attemptId, action: 'resume' });
    const { attempts } = await rest.call('attempts_list', { examId });
    expect(attempts.map(({ endsAt }) => (Date.parse(endsAt ?? '') - clock.now()) / MINUTE).sort()).toEqual([45, 50]);
  });
});
