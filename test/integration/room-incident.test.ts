import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/shared/model/alert.ts';
import { at, type Candidate, prepareExam } from '../support/exam-day.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();

const HARD = ['devtools_open', 'forbidden_process', 'remote_session'];

async function aClass(count: number) {
  const clock = createFakeClock();
  const room = await startTestRoom({ clock, config: { eventRate: { perSecond: 10_000, burst: 10_000 } } });
  const day = await prepareExam(room, { candidates: count });
  const console = await day.staff.socket();
  const report = (candidate: Candidate, type: string, fields = {}) =>
    candidate.rest.call('security_events', { events: [candidate.event(type, fields)] });
  const score = async (candidate: Candidate) =>
    (await day.staff.rest.call('attempt_detail', { attemptId: candidate.attemptId })).riskScore;
  const alerts = async (filter = {}) => (await day.staff.rest.call('alerts_list', { limit: 200, ...filter })).alerts;
  return { clock, room, day, console, report, score, alerts };
}

const members = (alert: Alert | undefined) => (alert?.data as { members?: { attemptId: string }[] } | undefined)?.members ?? [];

describe('EV6 correlation over the room', () => {
  it('EV6 twelve simultaneous focus losses are one incident with twelve members; scores are back and a real cheat stays', async () => {
    const { clock, day, console, report, score, alerts } = await aClass(13);
    const [cheat, calm] = [at(day.candidates, 4), at(day.candidates, 12)];
    await report(cheat, 'devtools_open');
    const before = await score(cheat);
    await Promise.all(day.candidates.slice(0, 12).map((candidate) => report(candidate, 'focus_lost')));
    await report(cheat, 'forbidden_process');
    await console.settled();

    const open = await alerts({ status: 'new' });
    const room = open.filter(({ type }) => type === 'room_incident');
    expect(room).toHaveLength(1);
    expect(room[0]).toMatchObject({
      source: 'ether',
      wall_name: 'Ether Wall',
      severity: 'medium',
      count: 12,
      examId: day.examId,
    });
    expect(room[0]).not.toHaveProperty('attemptId');
    expect(new Set(members(room[0]).map(({ attemptId }) => attemptId))).toEqual(
      new Set(day.candidates.slice(0, 12).map(({ attemptId }) => attemptId)),
    );
    // What is left of anybody's own is the cheat's.
    expect(new Set(open.filter(({ type }) => type !== 'room_incident').map(({ attemptId }) => attemptId))).toEqual(
      new Set([cheat.attemptId]),
    );
    for (const candidate of day.candidates.slice(0, 12)) if (candidate !== cheat) expect(await score(candidate)).toBe(0);
    expect(await score(cheat)).toBeGreaterThan(before + 20);
    const { risk } = await day.staff.rest.call('attempt_detail', { attemptId: cheat.attemptId });
    expect(risk.map(({ type }) => type).sort()).toEqual(['devtools_open', 'forbidden_process']);

    // Those that went out at once were told again as part of it.
    const told = console.all.filter(({ name }) => name === 'alert-updated').map(({ payload }) => payload as Alert);
    const folded = told.filter(({ data }) => data.foldedInto === room[0]?.id);
    expect(new Set(folded.map(({ attemptId }) => attemptId)).size).toBe(12);
    for (const alert of folded)
      expect(alert).toMatchObject({ status: 'resolved', reasons: ['Part of an incident of the whole room'] });

    // One who goes on alone is on their own again.
    clock.advance(10_000);
    const alone = at(day.candidates, 0);
    await report(alone, 'focus_lost');
    expect(await score(alone)).toBeGreaterThan(0);
    expect((await alerts({ status: 'new' })).filter(({ attemptId }) => attemptId === alone.attemptId)).toMatchObject([
      { count: 2 },
    ]);
    expect(await score(calm)).toBe(0);
  });

  it('EV6 a network that comes back for several accuses nobody, though they come back half a minute apart', async () => {
    const { clock, day, report, score, alerts } = await aClass(5);
    clock.advance(300_000);
    for (const candidate of day.candidates) {
      await report(candidate, 'network_changed', { offline: true });
      await report(candidate, 'reconnect');
      clock.advance(5_000);
    }
    for (const candidate of day.candidates) expect(await score(candidate)).toBe(0);
    const open = await alerts({ status: 'new' });
    expect(open.map(({ type, severity }) => [type, severity])).toEqual([
      ['room_incident', 'low'],
      ['room_incident', 'low'],
    ]);
    expect(open.map((alert) => members(alert).length)).toEqual([5, 5]);
  });

  it('EV6 a suspension whose last straw is soft waits five seconds; the same of others takes it back', async () => {
    const { clock, day, report, score } = await aClass(4);
    const [hit, alone, ...others] = day.candidates;
    if (!hit || !alone) throw new Error('two candidates');
    const stateOf = async (candidate: Candidate) =>
      (await day.staff.rest.call('attempt_detail', { attemptId: candidate.attemptId })).state;
    /** Up to just below the threshold: what is soft adds the rest. */
    const nearlySuspend = async (candidate: Candidate) => {
      for (const type of [...HARD, 'paste', 'context_menu']) await report(candidate, type);
      expect(await score(candidate)).toBeLessThan(90);
    };
    await nearlySuspend(hit);
    await nearlySuspend(alone);
    await report(hit, 'visibility_hidden');
    expect(await score(hit)).toBeGreaterThanOrEqual(90);
    expect(await stateOf(hit)).toBe('in_progress');
    clock.advance(1_000);
    for (const other of others) await report(other, 'visibility_hidden');
    expect(await score(hit)).toBeLessThan(90);

    clock.advance(20_000);
    await report(alone, 'fullscreen_exit');
    await report(alone, 'fullscreen_exit');
    expect(await score(alone)).toBeGreaterThanOrEqual(90);
    expect(await stateOf(alone)).toBe('in_progress');
    clock.advance(5_000);
    await expect.poll(() => stateOf(alone), { timeout: 5_000 }).toBe('suspended');
    expect(await stateOf(hit)).toBe('in_progress');
  });

  it('EV6 AL2 what became part of an incident asks nobody to take it; who goes on alone asks again', async () => {
    const { clock, day, report, alerts } = await aClass(3);
    await day.staff.rest.call('escalation_set', { severities: ['medium'], steps: [{ afterSeconds: 30, to: 'admin' }] });
    const asked = async () =>
      (await day.staff.rest.call('notifications_list', {})).notifications
        .filter(({ title }) => title.startsWith('Nobody has taken'))
        .map(({ data }) => data?.alertId);
    for (const candidate of day.candidates) await report(candidate, 'focus_lost');
    const [room] = await alerts({ type: 'room_incident' });
    clock.advance(30_000);
    await expect.poll(asked, { timeout: 5_000 }).toEqual([room?.id]);

    const alone = at(day.candidates, 1);
    await report(alone, 'focus_lost');
    const [own] = await alerts({ status: 'new', attemptId: alone.attemptId });
    clock.advance(29_000);
    expect(await asked()).toHaveLength(1);
    clock.advance(1_000);
    await expect.poll(asked, { timeout: 5_000 }).toContain(own?.id);
  });

  it('EV4 EV6 a rule tells of what many were hit by, and does nothing to them for it; to one alone it does, after the window', async () => {
    const { clock, day, report, score, alerts } = await aClass(4);
    const { rule } = await day.staff.rest.call('rule_add', {
      rule: {
        name: 'looked away',
        when: { types: ['focus_lost'], match: 'all', fields: [], count: 1, windowSeconds: 1, per: 'attempt', exams: [] },
        severity: 'high',
        actions: [{ do: 'warn' }, { do: 'increase' }, { do: 'suspend' }],
      },
    });
    await day.staff.rest.call('rule_switch', { ruleId: rule.id, enabled: true });
    const detailOf = ({ attemptId }: Candidate) => day.staff.rest.call('attempt_detail', { attemptId });
    for (const candidate of day.candidates) await report(candidate, 'focus_lost');
    const open = await alerts({ status: 'new' });
    expect(open.map(({ type }) => type).sort()).toEqual(['room_incident', ...Array(4).fill('rule_matched')]);
    const alone = at(day.candidates, 3);
    clock.advance(10_000);
    await report(alone, 'focus_lost');
    expect((await detailOf(alone)).state, 'whose doing it was is not known yet').toBe('in_progress');
    clock.advance(5_000);
    await expect.poll(async () => (await detailOf(alone)).state, { timeout: 5_000 }).toBe('suspended');
    for (const candidate of day.candidates.slice(0, 3)) {
      expect(await score(candidate)).toBe(0);
      const { state, monitoring, timeline } = await detailOf(candidate);
      expect({ state, monitoring }).toEqual({ state: 'in_progress', monitoring: 'normal' });
      expect(timeline.filter(({ kind }) => kind === 'response')).toEqual([]);
    }
  });
});
