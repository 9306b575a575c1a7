import { beforeAll, describe, expect, it } from 'vitest';
import { ActiveConnection, RoomMetrics } from '../../src/shared/model/metrics.ts';
import { at, type ExamDay, newId, only, prepareExam } from '../support/exam-day.ts';
import { connectRefusal, type TestSocket } from '../support/socket-driver.ts';
import { testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms({ per: 'file' });
const METRICS = '/api/monitoring/websocket/metrics/';
const CONNECTIONS = '/api/monitoring/websocket/active-connections/';

describe('OP1 how the connections do', () => {
  let day: ExamDay;
  let candidate: TestSocket;
  let console: TestSocket;
  const figures = async () => RoomMetrics.parse((await day.staff.rest.send('GET', METRICS)).json());

  beforeAll(async () => {
    day = await prepareExam(await startTestRoom(), { candidates: 2 });
    candidate = await at(day.candidates, 0).socket();
    console = await day.staff.socket();
  });

  it('protocol 6 tells staff and nobody else, with and without the trailing slash', async () => {
    for (const path of [METRICS, CONNECTIONS, METRICS.slice(0, -1), CONNECTIONS.slice(0, -1)]) {
      expect((await day.staff.rest.send('GET', path)).status, path).toBe(200);
      expect((await day.room.anyone.send('GET', path)).problem().code).toBe('token_missing');
      expect((await at(day.candidates, 0).rest.send('GET', path)).problem().code).toBe('role_forbidden');
    }
  });

  it('OP1 counts connections by role and transport, those that came and went, and who was refused why', async () => {
    const before = await figures();
    expect(before.connections).toMatchObject({ total: 2, byRole: { student: 1, admin: 1 }, byTransport: { websocket: 2 } });
    const polling = await at(day.candidates, 1).socket({ transports: ['polling'] });
    const alerts = await day.staff.alerts();
    expect((await figures()).connections).toMatchObject({
      total: 4,
      byTransport: { websocket: 2, polling: 1, 'ws-alerts': 1 },
      opened: before.connections.opened + 2,
    });
    polling.close();
    alerts.close();
    await expect.poll(async () => (await figures()).connections.closed).toBe(before.connections.closed + 2);
    expect(await connectRefusal(day.room.url, 'nonsense')).toBe('token_invalid');
    await expect(day.room.alerts(only(day.candidates.slice(0, 1)).token)).rejects.toMatchObject({ status: 403 });
    await expect(day.room.alerts(undefined, { path: '/ws/nowhere' })).rejects.toMatchObject({ status: 404 });
    const { opened, refused, successRate } = (await figures()).connections;
    expect(refused).toEqual({ token_invalid: 1, role_forbidden: 1, not_found: 1 });
    expect(successRate).toBeCloseTo(opened / (opened + 3), 3);
  });

  it('OP1 counts messages of a connection both ways, and those that were refused', async () => {
    const before = await figures();
    await candidate.command('heartbeat', {});
    expect((await candidate.refusal('answer_save', { nonsense: true })).code).toBe('invalid_input');
    const after = await figures();
    expect(after.messages.in).toBe(before.messages.in + 2);
    expect(after.messages.out).toBeGreaterThanOrEqual(before.messages.out + 2);
    expect(after.messages.errors).toBe(before.messages.errors + 1);
    expect(after.latencyMs.p99).toBeGreaterThan(0);
    expect(after.latencyMs.p50).toBeLessThanOrEqual(after.latencyMs.p99);
  });

  it('OP1 counts observations once by type, unknown types together, and their alerts: raised, received, active', async () => {
    const before = await figures();
    const copied = at(day.candidates, 0).event('copy');
    await candidate.command('security_event', copied);
    await candidate.command('security_event', copied);
    await candidate.command('security_events', {
      events: ['seen_by_nobody', 'nor_this'].map((type) => at(day.candidates, 0).event(type)),
    });
    const { events, alerts } = await figures();
    expect(events.byType).toEqual({ ...before.events.byType, copy: 1, other: 2 });
    const raised = alerts.raised - before.alerts.raised;
    expect(raised).toBeGreaterThanOrEqual(1);
    expect(alerts).toMatchObject({
      delivered: before.alerts.delivered + raised,
      deliverySuccessRate: 1,
      active: before.alerts.active + raised,
    });
    const listed = async () => (await day.staff.rest.call('alerts_recent', {})).alerts;
    const [alert] = await listed();
    if (!alert) throw new Error('no alert was raised');
    /** How far the figure is from the alerts that are there: a room with a clock may raise one of its own meanwhile. */
    const off = async () =>
      (await figures()).alerts.active -
      (await listed()).filter(({ status }) => status !== 'resolved' && status !== 'dismissed').length;
    const act = (action: 'resolve' | 'reopen' | 'comment') =>
      day.staff.rest.call('alert_action', { id: newId(), alertId: alert.id, action, comment: 'seen' });
    for (const action of ['resolve', 'comment', 'reopen'] as const) {
      await act(action);
      await expect.poll(off, { message: action }).toBe(0);
    }
    console.close();
    await expect.poll(async () => (await figures()).connections.byRole.admin).toBeUndefined();
    // What the room raised of its own until here went to the console that was still open.
    const until = (await figures()).alerts;
    await candidate.command('security_event', at(day.candidates, 0).event('devtools_open'));
    const alone = (await figures()).alerts;
    expect(alone.raised).toBeGreaterThan(until.raised);
    expect(alone.delivered).toBe(until.delivered);
    expect(alone.deliverySuccessRate).toBeLessThan(1);
  });

  it('protocol 6 lists the open connections, whose they are and what went over each', async () => {
    const listed = ActiveConnection.array().parse((await day.staff.rest.send('GET', CONNECTIONS)).json());
    const own = listed.find(({ userId }) => userId === at(day.candidates, 0).userId);
    expect(own).toMatchObject({ role: 'student', transport: 'websocket', ip: '127.0.0.1' });
    expect(own?.messagesIn).toBeGreaterThan(3);
    expect(own?.messagesOut).toBeGreaterThan(3);
    await candidate.command('heartbeat', {});
    const again = ActiveConnection.array().parse((await day.staff.rest.send('GET', CONNECTIONS)).json());
    expect(again.find(({ id }) => id === own?.id)?.messagesIn).toBe((own?.messagesIn ?? 0) + 1);
  });

  it('protocol 3 sends `metrics` to connections of staff that subscribed, until they unsubscribe, and to nobody else', async () => {
    const [subscriber, other] = [await day.staff.socket(), await day.staff.socket()];
    const id = newId();
    expect(await subscriber.command('metrics_subscribe', { id })).toEqual({ ok: true, id });
    expect((await candidate.refusal('metrics_subscribe', {})).code).toBe('role_forbidden');
    const first = RoomMetrics.parse(await subscriber.waitFor('metrics'));
    expect(first.connections.byRole).toMatchObject({ admin: 2, student: 1 });
    await expect.poll(() => subscriber.of('metrics').length, { timeout: 5_000 }).toBeGreaterThan(1);
    await subscriber.command('metrics_unsubscribe', {});
    const heard = subscriber.of('metrics').length;
    // Somebody else’s comes, and so this one’s would have.
    await other.command('metrics_subscribe', {});
    await other.waitFor('metrics');
    await Promise.all([subscriber.settled(), candidate.settled()]);
    expect(subscriber.of('metrics')).toHaveLength(heard);
    expect(candidate.of('metrics')).toEqual([]);
    other.close();
  });

  it('OP1 keeps what a day saw over a restart', async () => {
    const today = new Date().toISOString().slice(0, 10);
    const before = (await figures()).daily.at(-1);
    await day.room.stop();
    const room = await startTestRoom({ dataDir: day.room.dataDir });
    const staff = await room.signIn();
    const after = RoomMetrics.parse(await staff.rest.call('metrics_get', {}));
    expect(after.connections.opened).toBe(0);
    const told = after.daily.filter(({ date }) => date >= (before?.date ?? today));
    const sum = (of: 'connections' | 'alerts' | 'messages') => told.reduce((all, one) => all + one[of], 0);
    expect(before?.connections).toBeGreaterThan(4);
    expect(sum('connections')).toBe(before?.connections);
    expect(sum('alerts')).toBe(before?.alerts);
    expect(sum('messages')).toBeGreaterThanOrEqual(before?.messages ?? 0);
  });
});
