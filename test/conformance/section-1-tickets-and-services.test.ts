import { beforeAll, expect, it } from 'vitest';
import { COMMANDS, type CommandOutput } from '../../src/shared/protocol/index.ts';
import { anId, type Checked, onEachWay, type RoomUnderTest } from './room-under-test.ts';

type Alert = CommandOutput<'alert_action'>['alert'];
const AlertSchema = COMMANDS.alert_action.output.shape.alert;

/** A key with every scope: `INVIGIL_CONFORMANCE_SERVICE_TOKEN`, or one our own room issues. */
async function serviceToken(staff: Checked): Promise<string> {
  if (process.env.INVIGIL_CONFORMANCE_SERVICE_TOKEN) return process.env.INVIGIL_CONFORMANCE_SERVICE_TOKEN;
  const scopes = ['events:write' as const, 'alerts:write' as const];
  return (await staff.call('api_key_issue', { name: 'conformance', scopes, ttlHours: 1 })).token;
}

onEachWay('protocol 1 tickets, sessions and services', (findRoom) => {
  let room: RoomUnderTest;
  beforeAll(async () => {
    room = await findRoom();
  });

  it('protocol 1.2 a ticket opens one socket and no second one', async () => {
    const staff = await room.signIn();
    const { ticket } = await staff.call('auth_ticket', {});
    const socket = await room.anyone.socket({ query: { ticket } });
    expect(await socket.ask('sync', { afterSeq: 0 })).toMatchObject({ ok: true });
    expect(await room.refusal(undefined, { query: { ticket } })).toBe('token_invalid');
  });

  it('protocol 6.20 sessions are listed with their device, kept as history and ended', async () => {
    const [staff, other] = [await room.signIn(), await room.signIn()];
    const { sessionId, user } = await other.call('me', {});
    const { sessions } = await staff.call('sessions_list', {});
    expect(sessions.find(({ id }) => id === sessionId)).toMatchObject({
      user,
      role: 'admin',
      device: { ip: expect.any(String) },
    });
    const console = await staff.socket();
    await staff.rest.send('POST', `/api/v1/sessions/${sessionId}/terminate`, { body: {} });
    const update = await console.waitFor<{ type: string; session: { id: string } }>(
      'session-update',
      ({ type, session }) => type === 'terminated' && session.id === sessionId,
    );
    expect(update).toMatchObject({ session: { userId: user.id, role: 'admin' }, device: { location: expect.any(String) } });
    expect((await other.rest.refusal('me', {})).code).toBe('token_revoked');
    const history = await staff.call('sessions_history', { userId: user.id, limit: 20 });
    expect(history.sessions.length).toBeLessThanOrEqual(20);
    expect(history.sessions.map(({ id }) => id)).toContain(sessionId);
  });

  it('protocol 3.7 a service reports events and alerts, and may do nothing else', async () => {
    const exam = await room.exam(1);
    const candidate = await exam.join(0);
    const console = await exam.staff.socket();
    const token = await serviceToken(exam.staff);
    const service = (method: string, path: string, body?: object) =>
      room.anyone.rest.send(method, path, { headers: { authorization: `Bearer ${token}` }, ...(body ? { body } : {}) });
    const attemptId = candidate.joined.attempt.id;
    const event = { id: anId(), type: 'usb_device_attached', occurredAt: new Date().toISOString(), source: 'hub 2', attemptId };
    const answer = await service('POST', '/api/v1/security/events', { events: [event, { ...event, type: 'NOT ONE' }] });
    expect(answer.json()).toMatchObject({ results: [{ ok: true, id: event.id }, { ok: false }] });
    const seen = await console.waitFor<Alert>('security-alert', (alert) => alert.attemptId === attemptId);
    expect(AlertSchema.parse(seen).source).toMatch(/^service:/);
    const posted = {
      type: 'door_opened',
      severity: 'high',
      title: 'A door was opened',
      message: 'At the back.',
      examId: exam.examId,
    };
    expect((await service('POST', '/api/v1/alerts', posted)).status).toBe(202);
    await console.waitFor<Alert>('security-alert', ({ type, examId }) => type === 'door_opened' && examId === exam.examId);
    for (const path of [
      '/api/v1/exams',
      '/api/v1/alerts',
      '/alerts/recent',
      '/api/v1/sessions',
      '/api/v1/attempt',
      '/api/v1/audit',
    ])
      expect((await service('GET', path)).problem(), path).toMatchObject({ status: 403, code: 'role_forbidden' });
  });
});
