import { describe, expect, it } from 'vitest';
import type { Accommodations } from '../../src/shared/model/accommodations.ts';
import type { AttemptStateEvent } from '../../src/shared/protocol/index.ts';
import { at, newId, only, prepareExam } from '../support/exam-day.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();
const MINUTE = 60_000;

async function begin(candidates = 1) {
  const clock = createFakeClock();
  const room = await startTestRoom({ clock });
  const day = await prepareExam(room, { candidates });
  const { staff, examId } = day;
  const someone = at(day.candidates, 0);
  const grant = (accommodations: Accommodations, extraMinutes = 0) =>
    staff.rest.call('accommodation_set', { examId, userId: someone.userId, extraMinutes, accommodations });
  const left = async () => Date.parse((await someone.rest.call('attempt_get', {})).attempt.endsAt ?? '') - clock.now();
  const credits = async (why: string) =>
    (await staff.rest.call('audit_list', { limit: 1_000 })).entries.filter(
      ({ action, details }) => action === 'time.credited' && details.why === why,
    );
  return { ...day, clock, someone, grant, left, credits };
}

describe('EX10 accommodations of one candidate', () => {
  it('EX10 extra time in minutes and percent holds at once, is taken back as it was given, and is on record', async () => {
    const { grant, left, credits, staff, someone, candidates } = await begin(2);
    const before = await left();
    await grant({ extraPercent: 25 }, 10);
    expect(await left()).toBe(before + 25 * MINUTE);
    await grant({ extraPercent: 50 });
    expect(await left()).toBe(before + 30 * MINUTE);
    expect((await credits('accommodation')).map(({ details }) => details.creditMs).sort()).toEqual(
      [25 * MINUTE, 5 * MINUTE].sort(),
    );
    const detail = await staff.rest.call('attempt_detail', { attemptId: someone.attemptId });
    expect(detail.accommodations).toEqual({ extraPercent: 50, extraMinutes: 0, breaksTaken: 0 });
    const other = await at(candidates, 1).rest.call('attempt_get', {});
    expect(other.accommodations).toBeUndefined();
    await grant({});
    expect(await left()).toBe(before);
  });

  it('EX10 a break stops the clock of who is on it within what is granted, and all of it is seen and on record', async () => {
    const { clock, someone, grant, left, credits, staff, examId } = await begin();
    const console_ = await staff.socket();
    const socket = await someone.socket();
    expect(await socket.ask('break_start', { id: newId() })).toMatchObject({ ok: false, error: { code: 'state_conflict' } });
    await grant({ breaks: { count: 3, minutes: 10 }, zoom: 150 });
    expect((await someone.rest.call('attempt_get', {})).accommodations).toEqual({
      zoom: 150,
      breaks: { count: 3, minutes: 10, taken: 0 },
    });
    const before = await left();

    // Back early: what it took is given back.
    expect(await socket.ask('break_start', { id: newId() })).toMatchObject({
      ok: true,
      endsAt: new Date(clock.now() + 10 * MINUTE).toISOString(),
    });
    const told = await console_.waitFor<AttemptStateEvent>('attempt-state', ({ breakEndsAt }) => breakEndsAt !== undefined);
    expect(told).toMatchObject({ attemptId: someone.attemptId, state: 'paused' });
    expect(only((await staff.rest.call('attempts_list', { examId })).attempts).breakEndsAt).toBe(told.breakEndsAt);
    clock.advance(4 * MINUTE);
    expect((await someone.rest.call('attempt_get', {})).attempt).not.toHaveProperty('endsAt');
    expect(await socket.ask('break_end', { id: newId() })).toMatchObject({ ok: true });
    expect(await left()).toBe(before);

    // A pause of everybody inside a break is nobody's break, and is not given back twice.
    await socket.ask('break_start', { id: newId() });
    clock.advance(3 * MINUTE);
    await staff.rest.call('exam_pause', { examId });
    clock.advance(30 * MINUTE);
    await staff.rest.call('exam_resume', { examId });
    clock.advance(2 * MINUTE);
    await socket.ask('break_end', { id: newId() });
    expect(await left()).toBe(before);

    // Never back: it ends by itself, and only what was granted is given back.
    await socket.ask('break_start', { id: newId() });
    clock.advance(25 * MINUTE);
    await expect.poll(async () => (await someone.rest.call('attempt_get', {})).attempt.state).toBe('in_progress');
    expect(await left()).toBe(before - 15 * MINUTE);
    expect(await socket.ask('break_start', { id: newId() })).toMatchObject({ ok: false, error: { code: 'state_conflict' } });
    expect((await credits('break')).map(({ details }) => Number(details.creditMs) / MINUTE).sort((a, b) => a - b)).toEqual([
      4, 5, 10,
    ]);
  });

  it('EX10 EX4 time given to everybody during a break is added to what the break gives back, and both are told', async () => {
    const { clock, someone, grant, left, staff, examId } = await begin();
    await grant({ breaks: { count: 1, minutes: 10 }, extraPercent: 10 });
    const before = await left();
    const socket = await someone.socket();
    await socket.ask('break_start', { id: newId() });
    clock.advance(4 * MINUTE);
    await staff.rest.call('time_extend', { id: newId(), examId, minutes: 15, reason: 'The lights went out.' });
    expect((await someone.rest.call('attempt_get', {})).attempt).toMatchObject({ state: 'paused' });
    expect((await someone.rest.call('attempt_get', {})).attempt).not.toHaveProperty('endsAt');
    clock.advance(2 * MINUTE);
    await socket.ask('break_end', { id: newId() });
    expect(await left()).toBe(before + 15 * MINUTE);
    const own = await someone.rest.call('attempt_time', {});
    expect(own.credits.map(({ kind, creditMs }) => [kind, creditMs / MINUTE])).toEqual([
      ['accommodation', 6],
      ['extension', 15],
      ['break', 6],
    ]);
    const { credits } = await staff.rest.call('time_credits', { examId });
    expect(credits.find(({ kind }) => kind === 'break')).toMatchObject({ attemptId: someone.attemptId, creditMs: 6 * MINUTE });
  });

  it('EX10 a suspension ends the break and credits no minute twice', async () => {
    const { clock, someone, grant, left, staff } = await begin();
    await grant({ breaks: { count: 1, minutes: 10 } });
    const before = await left();
    const socket = await someone.socket();
    await socket.ask('break_start', { id: newId() });
    clock.advance(2 * MINUTE);
    const act = (action: 'suspend' | 'resume') =>
      staff.rest.call('proctor_action', { id: newId(), attemptId: someone.attemptId, action });
    await act('suspend');
    clock.advance(6 * MINUTE);
    await act('resume');
    expect(await left()).toBe(before);
  });

  it('EX10 a detector that is off raises nothing and says so in the record; it stays on for everybody else', async () => {
    const { someone, grant, staff, candidates } = await begin(2);
    await grant({ screenReader: true, detectorsOff: ['focus_lost', 'copy'] });
    const other = at(candidates, 1);
    const detail = (attemptId: typeof someone.attemptId) => staff.rest.call('attempt_detail', { attemptId });
    const socket = await someone.socket();
    for (const type of ['focus_lost', 'copy', 'focus_lost'])
      expect(await socket.ask('security_event', someone.event(type))).toMatchObject({ ok: true });
    const quiet = await detail(someone.attemptId);
    expect(quiet).toMatchObject({ riskScore: 0, openAlerts: 0, risk: [] });
    expect(quiet.accommodations).toMatchObject({ screenReader: true, detectorsOff: ['focus_lost', 'copy'] });
    const events = quiet.timeline.filter((entry) => entry.kind === 'event');
    expect(events.map(({ type, violation, accommodated }) => [type, violation, accommodated])).toEqual([
      ['focus_lost', false, true],
      ['copy', false, true],
      ['focus_lost', false, true],
    ]);
    expect(JSON.stringify((await someone.rest.call('attempt_get', {})).accommodations)).not.toContain('focus_lost');

    await socket.ask('security_event', someone.event('paste'));
    expect((await detail(someone.attemptId)).riskScore).toBeGreaterThan(0);
    await (await other.socket()).ask('security_event', other.event('copy'));
    const loud = await detail(other.attemptId);
    expect(loud.openAlerts).toBe(1);
    expect(loud.accommodations).toBeUndefined();
  });
});
