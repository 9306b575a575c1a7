import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/shared/model/alert.ts';
import { STANDARD_POLICY } from '../../src/shared/model/policy.ts';
import type { RuleInput } from '../../src/shared/model/rule.ts';
import { at, newId, prepareExam } from '../support/exam-day.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { testRooms } from '../support/start-test-room.ts';
import { queryStore } from '../support/store-file.ts';

const startTestRoom = testRooms();

const rule = (fields: Partial<RuleInput> = {}, when: Partial<RuleInput['when']> = {}): RuleInput => ({
  name: 'Pastes again and again',
  when: { types: ['paste'], match: 'all', fields: [], count: 3, windowSeconds: 60, per: 'attempt', exams: [], ...when },
  severity: 'high',
  actions: [],
  ...fields,
});

async function running(candidates = 1) {
  const clock = createFakeClock();
  const room = await startTestRoom({ clock, config: { eventRate: { perSecond: 10_000, burst: 10_000 } } });
  const day = await prepareExam(room, { candidates });
  const { examId, staff } = day;
  const sockets = await Promise.all(day.candidates.map((candidate) => candidate.socket()));
  const send = (index: number, type: string, fields = {}) =>
    at(sockets, index).command('security_event', at(day.candidates, index).event(type, fields));
  const enable = async (input: RuleInput) => {
    const { rule: added } = await staff.rest.call('rule_add', { rule: input });
    await staff.rest.call('rule_switch', { ruleId: added.id, enabled: true });
    return added.id;
  };
  const alertsOf = async (ruleId: string): Promise<Alert[]> =>
    (await staff.rest.call('alerts_list', { limit: 200 })).alerts.filter(({ source }) => source === `rule:${ruleId}`);
  const detail = (index = 0) => staff.rest.call('attempt_detail', { attemptId: at(day.candidates, index).attemptId });
  return { clock, room, day, examId, staff, sockets, send, enable, alertsOf, detail };
}

describe('EV4 alert rules', () => {
  it('EV4 tried on history first, then switched on: it says what it would have found, and finds it from now on only', async () => {
    const { clock, staff, day, send, enable, alertsOf } = await running(2);
    for (let paste = 0; paste < 4; paste++) await send(0, 'paste');
    await send(1, 'paste');
    const tested = await staff.rest.call('rule_test', { rule: rule() });
    expect(tested).toMatchObject({ events: 5, fired: 2, alerts: 1 });
    expect(tested.attempts).toMatchObject([{ attemptId: at(day.candidates, 0).attemptId, fired: 2 }]);
    expect(tested.first).toMatchObject([{ eventType: 'paste', candidateNumber: at(day.candidates, 0).line.candidateNumber }, {}]);
    const { rules } = await staff.rest.call('rules_list', {});
    expect(rules, 'a test leaves nothing').toEqual([]);

    const ruleId = await enable(rule());
    for (let paste = 0; paste < 2; paste++) await send(0, 'paste');
    expect(await alertsOf(ruleId), 'the four before it do not count').toEqual([]);
    await send(0, 'paste');
    const alert = at(await alertsOf(ruleId), 0);
    expect(alert).toMatchObject({ type: 'rule_matched', title: 'Pastes again and again', severity: 'high', count: 1 });
    expect(alert).toMatchObject({ attemptId: at(day.candidates, 0).attemptId, userId: at(day.candidates, 0).userId });
    await send(0, 'paste');
    expect(await alertsOf(ruleId)).toMatchObject([{ id: alert.id, count: 2 }]);
    // The hour is all the time of the exam: whether the room has ended it yet must not matter.
    await staff.rest.call('time_extend', { id: newId(), examId: day.examId, minutes: 120, reason: 'A long day.' });
    clock.advance(3_600_000);
    for (let paste = 0; paste < 3; paste++) await send(0, 'paste');
    expect(await alertsOf(ruleId)).toHaveLength(2);

    await staff.rest.call('rule_switch', { ruleId, enabled: false });
    clock.advance(3_600_000);
    for (let paste = 0; paste < 3; paste++) await send(0, 'paste');
    expect(await alertsOf(ruleId), 'switched off').toHaveLength(2);
    const { entries } = await staff.rest.call('audit_list', { order: 'newest' });
    const done = entries.map(({ action }) => action).filter((action) => action.startsWith('rule.'));
    expect(done).toEqual(['rule.disabled', 'rule.fired', 'rule.fired', 'rule.enabled', 'rule.added']);
  });

  it('EV4 a suspension by a rule is explained, undone and audited; new events alone suspend again', async () => {
    const { room, staff, day, sockets, send, enable, alertsOf, detail } = await running();
    const ruleId = await enable(rule({ actions: [{ do: 'warn', message: 'No pasting, please.' }, { do: 'suspend' }] }));
    for (let paste = 0; paste < 3; paste++) await send(0, 'paste');
    const { attemptId } = at(day.candidates, 0);
    const suspended = await detail();
    expect(suspended.state).toBe('suspended');
    expect(
      suspended.timeline.flatMap((entry) => (entry.kind === 'response' ? [[entry.action, entry.automatic, entry.reason]] : [])),
    ).toEqual(expect.arrayContaining([['suspend', true, 'Pastes again and again']]));
    const own = at(sockets, 0);
    await own.settled();
    expect(own.of('session_suspended')).toHaveLength(1);
    expect(own.of<{ message: string }>('security_warning').map(({ message }) => message)).toContain('No pasting, please.');
    expect(JSON.stringify(own.all), 'a candidate learns nothing of rules').not.toContain(ruleId);

    await staff.rest.call('proctor_action', { id: newId(), attemptId, action: 'resume', reason: 'talked' });
    await send(0, 'paste');
    expect((await detail()).state, 'one more is not three').toBe('in_progress');
    for (let paste = 0; paste < 2; paste++) await send(0, 'paste');
    expect((await detail()).state).toBe('suspended');
    expect(await alertsOf(ruleId), 'one alert tells of it all').toMatchObject([{ count: 2 }]);
    const { entries } = await staff.rest.call('audit_list', { order: 'newest' });
    const responses = entries.flatMap(({ action, subject, details }) =>
      subject === `attempt:${attemptId}` && /suspend|resume/.test(action) ? [[action, details.automatic]] : [],
    );
    expect(responses).toEqual([
      ['response.suspend', true],
      ['response.resume', false],
      ['response.suspend', true],
    ]);
    expect((await staff.rest.call('audit_verify', {})).ok).toBe(true);
    expect(room.url).toBeTruthy();
  });

  it('EV3 EV4 under a dry run a rule notes the suspension and suspends nobody', async () => {
    const { staff, examId, send, enable, detail } = await running();
    await staff.rest.call('exam_policy_set', { examId, policy: { ...STANDARD_POLICY, dryRun: true } });
    await enable(rule({ actions: [{ do: 'suspend' }, { do: 'increase' }] }));
    for (let paste = 0; paste < 5; paste++) await send(0, 'paste');
    const dry = await detail();
    expect(dry).toMatchObject({ state: 'in_progress', monitoring: 'normal' });
    const noted = dry.timeline.flatMap((entry) =>
      entry.kind === 'response' && entry.reason === 'Pastes again and again' ? [[entry.action, entry.dryRun]] : [],
    );
    expect(noted).toEqual([
      ['suspend', true],
      ['increase_monitoring', true],
    ]);
  });

  it('EV4 several candidates of an exam together are one alert about nobody; people are told and a webhook is intended', async () => {
    const { room, staff, send, enable, alertsOf } = await running(3);
    const actions: RuleInput['actions'] = [
      { do: 'notify', to: 'staff' },
      { do: 'webhook', address: 'https://hooks.example/invigil' },
      { do: 'sound' },
    ];
    const ruleId = await enable(
      rule({ actions }, { per: 'exam', candidates: 3, types: [], fields: [{ field: 'offline', is: 'equals', value: true }] }),
    );
    for (const index of [0, 1, 2]) await send(index, 'network_changed', { offline: index !== 1 });
    expect(await alertsOf(ruleId), 'only two of them were offline').toEqual([]);
    await send(1, 'copy', { offline: true });
    for (const index of [0, 2]) await send(index, 'copy', { offline: true });
    const [alert] = await alertsOf(ruleId);
    expect(alert).toMatchObject({ count: expect.any(Number), data: { ruleId, candidates: 3, sound: true } });
    expect(alert).not.toHaveProperty('attemptId');
    expect(alert).not.toHaveProperty('userId');
    const { notifications } = await staff.rest.call('notifications_list', {});
    expect(notifications.filter(({ data }) => data?.alertId === alert?.id)).toHaveLength(1);
    await room.stop();
    expect(queryStore(room.dataDir, 'SELECT rule_id, alert_id, address FROM webhook_intents')).toEqual([
      { rule_id: ruleId, alert_id: alert?.id, address: 'https://hooks.example/invigil' },
    ]);
  });

  it('EV4 counts on after a restart from where it was, and still nothing that was there before the rule', async () => {
    const { clock, room, day, send, enable } = await running(2);
    for (let copy = 0; copy < 2; copy++) await send(1, 'copy');
    const [pastes, copies] = [await enable(rule()), await enable(rule({}, { types: ['copy'] }))];
    for (let paste = 0; paste < 2; paste++) await send(0, 'paste');
    await room.stop();
    const again = await startTestRoom({ clock, dataDir: room.dataDir });
    for (const [index, type] of ['paste', 'copy'].entries()) {
      const candidate = at(day.candidates, index);
      const own = await again.socket(candidate.token);
      await own.command('security_event', candidate.event(type));
    }
    const staff = await again.signIn();
    const { alerts } = await staff.rest.call('alerts_list', {});
    const firedBy = (ruleId: string) => alerts.filter(({ source }) => source === `rule:${ruleId}`).length;
    expect([firedBy(pastes), firedBy(copies)]).toEqual([1, 0]);
  });

  it('EV4 what cannot be is refused with the place; only administrators write rules', async () => {
    const { room, staff, examId } = await running();
    const { code, errors } = await staff.rest.refusal('rule_add', { rule: rule({}, { windowSeconds: 1e9 }) });
    expect(code).toBe('invalid_input');
    expect(errors?.map(({ field }) => field)).toEqual(['rule.when.windowSeconds']);
    const elsewhere = rule({}, { exams: [examId, newId() as typeof examId] });
    expect((await staff.rest.refusal('rule_add', { rule: elsewhere })).code).toBe('exam_not_found');
    const proctor = await room.proctor();
    expect((await proctor.rest.refusal('rule_add', { rule: rule() })).code).toBe('role_forbidden');
    expect((await proctor.rest.call('rules_list', {})).rules).toEqual([]);
  });
});
