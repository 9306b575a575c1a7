import { describe, expect, it } from 'vitest';
import { Alert } from '../../src/shared/model/alert.ts';
import { at, newId, prepareExam } from '../support/exam-day.ts';
import { testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();
const TYPES = ['copy', 'cut', 'paste', 'context_menu', 'url_blocked'];

type Frame = Record<string, unknown> & { seq: number; rev: number; id: string };

/** The frame is the alert with two fields beside it: one renamed, one about the frame. */
function alertOf(frame: Frame): Alert {
  const { alert_type, type, ...rest } = frame;
  expect(['alert', 'alert_updated']).toContain(type);
  return Alert.parse({ ...rest, type: alert_type });
}

async function withAlerts() {
  const room = await startTestRoom();
  const day = await prepareExam(room);
  const candidate = at(day.candidates, 0);
  const socket = await candidate.socket();
  await socket.command('security_events', { events: TYPES.map((type) => candidate.event(type)) });
  const { alerts } = await day.staff.rest.call('alerts_recent', { limit: 1000 });
  return { room, day, candidate, socket, known: [...alerts].reverse() };
}

describe('protocol 4 the raw alerts socket', () => {
  it('protocol 4 begins with connection, then tells each alert and each change as it happens', async () => {
    const { day, candidate, socket, known } = await withAlerts();
    const raw = await day.staff.alerts();
    expect(await raw.waitFor('connection')).toMatchObject({
      type: 'connection',
      connectionId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    await socket.command('security_event', candidate.event('print_attempt'));
    const frame = await raw.waitFor<Frame>('alert');
    expect(alertOf(frame)).toMatchObject({ seq: known.length + 1, type: 'suspicious_activity' });
    await day.staff.rest.call('alert_action', { alertId: frame.id, action: 'acknowledge', id: newId() });
    expect(alertOf(await raw.waitFor<Frame>('alert_updated', ({ id }) => id === frame.id))).toMatchObject({
      status: 'acknowledged',
    });
    expect(raw.all[0]?.name).toBe('connection');
    expect(raw.of('alert').length).toBe(1);
  });

  it('protocol 4 with afterSeq replays what came after it, in order, before anything live', async () => {
    const { day, candidate, socket, known } = await withAlerts();
    for (const afterSeq of [0, 2, known.length]) {
      const raw = await day.staff.alerts({ query: { afterSeq: String(afterSeq) } });
      // Live traffic while the past is on its way.
      await socket.command('security_event', candidate.event(`late_${afterSeq}`));
      const { alerts } = await day.staff.rest.call('alerts_recent', { limit: 1 });
      const last = at(alerts, 0).seq;
      await raw.waitFor<Frame>('alert', ({ seq }) => seq === last);
      const seqs = raw.of<Frame>('alert').map(({ seq }) => seq);
      expect(seqs, `afterSeq ${afterSeq}`).toEqual(Array.from({ length: last - afterSeq }, (_, index) => afterSeq + index + 1));
      expect(raw.all[0]?.name).toBe('connection');
    }
  });

  it('protocol 4 loses no change of an alert that is being replayed', async () => {
    const { day, known } = await withAlerts();
    const target = at(known, 0);
    const console = await day.staff.socket();
    for (let round = 0; round < 20; round++) {
      const opening = day.staff.alerts({ query: { afterSeq: '0' } });
      // At another moment of the replay each time.
      for (let turn = 0; turn < round; turn++) await new Promise(setImmediate);
      const { alert } = await console.command('alert_action', {
        alertId: target.id,
        action: 'comment',
        comment: `round ${round}`,
        id: newId(),
      });
      const raw = await opening;
      const isNewest = ({ id, rev }: Frame) => id === target.id && rev === alert.rev;
      // The replayed state already has the change, or it is told afterwards; one of the two.
      const told = Promise.any([
        raw.waitFor<Frame>('alert', isNewest, 2_000),
        raw.waitFor<Frame>('alert_updated', isNewest, 2_000),
      ]);
      await expect(told, `round ${round}`).resolves.toMatchObject({ rev: alert.rev });
      raw.close();
    }
  });

  it('protocol 4 answers ping with pong and anything else with an error, and stays open', async () => {
    const { day } = await withAlerts();
    const raw = await day.staff.alerts();
    raw.send({ type: 'ping' });
    const pong = await raw.waitFor('pong');
    expect(Date.parse(String(pong.timestamp))).not.toBeNaN();
    for (const nonsense of [{ type: 'subscribe' }, [], 'no json', '{"type":', 'null', '7', { type: { toString: 1 } }])
      raw.send(nonsense);
    raw.raw.send(Buffer.from([1, 2, 3]));
    raw.send({ type: 'ping', again: true });
    await expect.poll(() => raw.of('pong').length).toBe(2);
    for (const frame of raw.of('error')) expect(frame).toMatchObject({ type: 'error', error: { code: 'invalid_input' } });
    expect(raw.of('error')).toHaveLength(8);
  });

  it('protocol 4 sends heartbeats, and drops a peer that is silent for two of them', async () => {
    const room = await startTestRoom({ config: { heartbeatIntervalMs: 100 } });
    const staff = await room.signIn();
    const alive = await staff.alerts();
    const dead = await staff.alerts();
    // A peer whose network is gone answers no ping.
    dead.raw.pong = () => {};
    await alive.waitFor('heartbeat');
    await dead.closed;
    expect(alive.raw.readyState).toBe(alive.raw.OPEN);
  });

  it('protocol 1 refuses the upgrade itself: 401, 403, 404, problem+json, never a socket that is closed later', async () => {
    const { day, candidate, room } = await withAlerts();
    const problem = (status: number, code: string) => ({
      status,
      contentType: expect.stringContaining('application/problem+json'),
      body: expect.stringContaining(`"${code}"`),
    });
    await expect(room.alerts(undefined)).rejects.toMatchObject(problem(401, 'token_missing'));
    await expect(room.alerts('nonsense')).rejects.toMatchObject(problem(401, 'token_invalid'));
    await expect(room.alerts(candidate.token)).rejects.toMatchObject(problem(403, 'role_forbidden'));
    for (const path of ['/ws/security', '/ws/security/alerts/more', '/', '/api/v1/me', '/ws/security/%61lerts']) {
      await expect(room.alerts(day.staff.token, { path }), path).rejects.toMatchObject(problem(404, 'not_found'));
    }
    await (await room.alerts(day.staff.token, { path: '/ws/security/alerts/' })).waitFor('connection');
    await day.staff.rest.call('auth_logout', {});
    await expect(room.alerts(day.staff.token)).rejects.toMatchObject(problem(401, 'token_revoked'));
  });
});
