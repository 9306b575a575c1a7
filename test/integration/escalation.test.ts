import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/shared/model/alert.ts';
import type { EscalationChain } from '../../src/shared/model/escalation.ts';
import { newId } from '../support/exam-day.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { type Staff, testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();
const CHAIN: EscalationChain = {
  severities: ['critical'],
  steps: [
    { afterSeconds: 30, to: 'proctor' },
    { afterSeconds: 90, to: 'admin' },
  ],
};

async function alarmed(chain: EscalationChain = CHAIN) {
  const clock = createFakeClock();
  const room = await startTestRoom({ clock });
  const proctor = await room.proctor();
  const admin = await room.signIn();
  await admin.rest.call('escalation_set', chain);
  const { token } = await admin.rest.call('api_key_issue', { name: 'sensor', scopes: ['alerts:write'], ttlHours: 24 });
  const sensor = room.rest(token);
  const raise = async (severity: Alert['severity']) => {
    const message = 'The door to the server room is open.';
    const { alertId } = await sensor.call('alert_post', {
      id: newId(),
      type: 'door_open',
      severity,
      title: 'Door open',
      message,
    });
    return alertId ?? expect.unreachable();
  };
  return { clock, room, proctor, admin, raise };
}

const told = async (who: Staff) =>
  (await who.rest.call('notifications_list', {})).notifications.filter(({ title }) => title.startsWith('Nobody has taken'));
/** The room looks at its clock by itself once a second; a fake one makes that a wait without a sleep. */
const untilTold = (who: Staff, count = 1) => expect.poll(async () => (await told(who)).length, { timeout: 10_000 }).toBe(count);

describe('AL2 escalation', () => {
  it('AL2 an alert that nobody takes goes to the next people, step by step, with a mark to be heard', async () => {
    const { clock, proctor, admin, raise } = await alarmed();
    const alertId = await raise('critical');
    clock.advance(29_000);
    expect(await told(proctor)).toEqual([]);
    clock.advance(1_000);
    await untilTold(proctor);
    expect(await told(admin), 'not yet').toEqual([]);
    const marked = async () => (await admin.rest.call('alerts_list', {})).alerts.find(({ id }) => id === alertId);
    expect(await marked()).toMatchObject({
      status: 'new',
      data: { sound: true, escalation: { step: 1, to: 'proctor', people: 1 } },
    });
    clock.advance(60_000);
    await untilTold(admin);
    expect(await marked()).toMatchObject({ data: { escalation: { step: 2, to: 'admin' } } });
    const { entries } = await admin.rest.call('audit_list', { order: 'newest' });
    expect(entries.filter(({ action }) => action === 'alert.escalated')).toHaveLength(2);
  });

  it('AL2 whoever takes it ends the chain; a quieter alert never begins it', async () => {
    const { clock, proctor, admin, raise } = await alarmed();
    const [taken, quiet] = [await raise('critical'), await raise('medium')];
    const waiting = await raise('critical');
    await admin.rest.call('alert_action', { id: newId(), alertId: taken, action: 'acknowledge' });
    clock.advance(30_000);
    await untilTold(proctor);
    const [letter] = await told(proctor);
    expect(letter?.data?.alertId, `neither ${taken} nor ${quiet}`).toBe(waiting);
  });

  it('AL2 goes on after a restart', async () => {
    const { clock, room, raise } = await alarmed();
    await raise('critical');
    await room.stop();
    clock.advance(200_000);
    const again = await startTestRoom({ clock, dataDir: room.dataDir });
    const proctor = await again.signIn('proctor-one', 'the seventh garden gate');
    await untilTold(proctor);
  });

  it('AL2 a chain that makes no sense is refused with the place', async () => {
    const { admin } = await alarmed();
    const steps: EscalationChain['steps'] = [
      { afterSeconds: 60, to: 'staff' },
      { afterSeconds: 60, to: 'people' },
    ];
    const placeOf = async (refused: EscalationChain['steps']) =>
      (await admin.rest.refusal('escalation_set', { severities: ['critical'], steps: refused })).errors?.map(
        ({ field }) => field,
      );
    expect(await placeOf(steps)).toEqual(['steps.1.afterSeconds']);
    expect(await placeOf(steps.slice(1))).toEqual(['steps.0.users']);
    const stranger = [{ afterSeconds: 60, to: 'people' as const, users: [newId() as never] }];
    const refused = await admin.rest.refusal('escalation_set', { severities: ['critical'], steps: stranger });
    expect(refused).toMatchObject({ code: 'invalid_input' });
    expect(await admin.rest.call('escalation_get', {})).toEqual(CHAIN);
  });
});

describe('AL1 the life of an alert', () => {
  it('AL1 says who did what and when, and how long it took; closed for a reason, opened again', async () => {
    const { clock, proctor, admin, raise } = await alarmed();
    const alertId = await raise('critical');
    const act = (who: Staff, action: 'acknowledge' | 'comment' | 'dismiss' | 'reopen', fields = {}) =>
      who.rest.call('alert_action', { id: newId(), alertId, action, ...fields });
    clock.advance(12_000);
    await act(proctor, 'acknowledge');
    await act(admin, 'comment', { comment: 'The caretaker is on his way.' });
    clock.advance(48_000);
    await act(proctor, 'dismiss', { reason: 'Only the caretaker.' });
    const history = await admin.rest.call('alert_history', { alertId });
    expect(history).toMatchObject({ acknowledgedAfterSeconds: 12, closedAfterSeconds: 60 });
    expect(history.history.map(({ action, by, text }) => [action, by, text])).toEqual([
      ['acknowledge', 'Petra Proctor', undefined],
      ['comment', 'admin', 'The caretaker is on his way.'],
      ['dismiss', 'Petra Proctor', 'Only the caretaker.'],
    ]);
    await act(admin, 'reopen');
    const again = await admin.rest.call('alert_history', { alertId });
    expect(again).not.toHaveProperty('closedAfterSeconds');
    expect(again).not.toHaveProperty('acknowledgedAfterSeconds');
  });

  it('AL1 one step for many: each as if by itself, and one that cannot take it holds up no other', async () => {
    const { admin, proctor, raise } = await alarmed();
    const [first, second, taken] = [await raise('high'), await raise('low'), await raise('critical')];
    await admin.rest.call('alert_action', { id: newId(), alertId: taken, action: 'acknowledge' });
    const alertIds = [first, second, taken, first];
    const answer = await proctor.rest.call('alerts_action', { alertIds, action: 'acknowledge' });
    expect(answer).toEqual({ done: 2, refused: [{ alertId: taken, code: 'state_conflict' }] });
    const { alerts } = await admin.rest.call('alerts_list', {});
    expect(alerts.map(({ status }) => status)).toEqual(['acknowledged', 'acknowledged', 'acknowledged']);
    const silent = await proctor.rest.call('alerts_action', { alertIds, action: 'dismiss' });
    expect(silent, 'nothing is dismissed without a reason').toMatchObject({ done: 0 });
    const { entries } = await admin.rest.call('audit_list', { order: 'newest' });
    expect(entries.filter(({ action }) => action === 'alert.acknowledge')).toHaveLength(3);
  });
});
