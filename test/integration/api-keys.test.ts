import { createHmac, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openKeys } from '../../src/main/app/keys.ts';
import type { Scope } from '../../src/shared/model/api-key.ts';
import { COMMANDS, REST_ROUTES, type SessionUpdate } from '../../src/shared/protocol/index.ts';
import { at, newId, only, prepareExam } from '../support/exam-day.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { fillPath, type RestDriver } from '../support/rest-driver.ts';
import { connectRefusal } from '../support/socket-driver.ts';
import { type Staff, type TestRoom, testRooms } from '../support/start-test-room.ts';
import { queryStore, readStoreBytes } from '../support/store-file.ts';

const startTestRoom = testRooms();

const ALL: Scope[] = ['alerts:write', 'events:write', 'notifications:write'];
const issue = (staff: Staff, scopes: Scope[] = ALL, name = 'cameras', ttlHours = 24) =>
  staff.rest.call('api_key_issue', { name, scopes, ttlHours });
const event = (fields: object = {}) => ({
  id: newId(),
  type: 'usb_device_attached',
  occurredAt: '2026-11-20T09:00:00.000Z',
  source: 'camera 3',
  ...fields,
});
const report = (rest: RestDriver, ...events: object[]) => rest.send('POST', '/api/v1/security/events', { body: { events } });
const resultsOf = async (rest: RestDriver, ...events: object[]) => {
  const answer = await report(rest, ...events);
  expect(answer.status, answer.text).toBe(200);
  return answer.json<{
    results: { ok: boolean; lastSeq?: number; duplicate?: boolean; error?: { code: string; field: string } }[];
  }>().results;
};
const alert = (fields: object = {}) => ({
  type: 'door_opened',
  severity: 'high' as const,
  title: 'A door was opened',
  message: 'The door at the back was opened during the exam.',
  ...fields,
});

describe('ID2 API keys', () => {
  it('ID2 are shown once, stand in no store in plain, and are listed with what they may do', async () => {
    const room = await startTestRoom({ clock: createFakeClock() });
    const staff = await room.signIn();
    const { key, token } = await issue(staff, ['events:write', 'alerts:write']);
    expect(key).toMatchObject({ name: 'cameras', scopes: ['alerts:write', 'events:write'], issuedBy: 'admin', connected: false });
    expect(Date.parse(key.expiresAt) - Date.parse(key.issuedAt)).toBe(24 * 3_600_000);
    const list = await staff.rest.send('GET', '/api/v1/api-keys');
    expect(list.json()).toEqual({ keys: [key] });
    const { entries } = await staff.rest.call('audit_list', { limit: 1_000 });
    expect(entries.map(({ action }) => action)).toContain('api_key.issued');
    expect(JSON.stringify([list.text, entries])).not.toContain(token.split('.')[2]);
    await room.stop();
    expect(readStoreBytes(room.dataDir).includes(token)).toBe(false);
    expect(queryStore(room.dataDir, 'SELECT length(token_hash) AS n FROM api_keys')).toEqual([{ n: 64 }]);
  });

  it('ID2 are issued and revoked by administrators only', async () => {
    const room = await startTestRoom();
    const [staff, proctor] = [await room.signIn(), await room.proctor()];
    const { key, token } = await issue(staff);
    for (const rest of [proctor.rest, room.rest(token)]) {
      const input = { name: 'x', scopes: ALL, ttlHours: 1 };
      expect((await rest.refusal('api_key_issue', input)).code).toBe('role_forbidden');
      expect((await rest.refusal('api_key_revoke', { keyId: key.id })).code).toBe('role_forbidden');
    }
    expect((await staff.rest.refusal('api_key_issue', { name: 'Äpfel', scopes: ALL, ttlHours: 1 })).errors?.[0]?.field).toBe(
      'name',
    );
    expect((await staff.rest.refusal('api_key_issue', { name: 'x', scopes: [], ttlHours: 1 })).errors?.[0]?.field).toBe('scopes');
    expect((await staff.rest.refusal('api_key_issue', { name: 'x', scopes: ALL, ttlHours: 9_601 })).errors?.[0]?.field).toBe(
      'ttlHours',
    );
  });

  it('ID2 may do what their scopes say and nothing else: every path of the room', async () => {
    const room = await startTestRoom({ config: { eventRate: { perSecond: 10_000, burst: 10_000 } } });
    const { token } = await issue(await room.signIn());
    const rest = room.rest(token);
    const input = { examId: newId(), attemptId: newId(), alertId: newId(), sessionId: newId(), keyId: newId(), userId: newId() };
    const letIn: string[] = [];
    for (const route of REST_ROUTES) {
      if (route.command === 'auth_logout' || COMMANDS[route.command].roles === 'anyone') continue;
      const { path } = fillPath(route, { ...input, ...route.fixed });
      const answer = await rest.send(route.method, path, route.method === 'GET' ? {} : { body: { nonsense: true } });
      if (answer.status >= 400 && answer.problem().code === 'role_forbidden') continue;
      letIn.push(`${route.method} ${route.path}`);
    }
    expect(letIn.sort()).toEqual([
      'GET /api/v1/me',
      'POST /api/v1/alerts',
      'POST /api/v1/auth/ticket',
      'POST /api/v1/notifications',
      'POST /api/v1/security/events',
    ]);
  });

  it('ID2 a scope that is missing is named', async () => {
    const room = await startTestRoom();
    const staff = await room.signIn();
    const eventsOnly = room.rest((await issue(staff, ['events:write'])).token);
    const { token } = await issue(staff, ['alerts:write']);
    const refusal = await eventsOnly.refusal('alert_post', { id: newId(), ...alert() });
    expect(refusal).toMatchObject({ status: 403, code: 'role_forbidden', scope: 'alerts:write' });
    expect(refusal.detail).toContain('alerts:write');
    const events = await report(room.rest(token), event());
    expect(events.problem()).toMatchObject({ status: 403, code: 'role_forbidden', scope: 'events:write' });
    const socket = await room.socket(token);
    expect(await socket.refusal('security_event', event())).toMatchObject({
      code: 'role_forbidden',
      data: { scope: 'events:write' },
    });
    expect(queryStore(room.dataDir, 'SELECT number FROM service_events')).toEqual([]);
  });

  it('ID2 revoking one ends its sockets within a second and every further use, also after a restart', async () => {
    const room = await startTestRoom();
    const staff = await room.signIn();
    const console = await staff.socket();
    const [gone, kept] = [await issue(staff), await issue(staff)];
    const socket = await room.socket(gone.token);
    await socket.settled();
    const asked = Date.now();
    const { key } = await staff.rest.call('api_key_revoke', { keyId: gone.key.id });
    expect(key.endedAt).toBeDefined();
    await socket.closed;
    expect(Date.now() - asked).toBeLessThan(1_000);
    await console.waitFor<SessionUpdate>(
      'session-update',
      (update) => update.type === 'terminated' && update.session.role === 'service',
    );
    expect((await report(room.rest(gone.token), event())).problem().code).toBe('token_revoked');
    expect(await connectRefusal(room.url, gone.token)).toBe('token_revoked');
    expect(only(await resultsOf(room.rest(kept.token), event())).ok).toBe(true);
    await room.stop();
    const again = await startTestRoom({ dataDir: room.dataDir });
    expect(await connectRefusal(again.url, gone.token)).toBe('token_revoked');
    expect(only(await resultsOf(again.rest(kept.token), event())).ok).toBe(true);
  });

  it('ID2 only the very token that was issued opens anything: not one signed anew with a longer life', async () => {
    const room = await startTestRoom();
    const { token } = await issue(await room.signIn());
    const [head, body = ''] = token.split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as { exp: number };
    const longer = `${head}.${Buffer.from(JSON.stringify({ ...claims, exp: claims.exp + 3_600 })).toString('base64url')}`;
    const signed = `${longer}.${createHmac('sha256', openKeys(room.dataDir).token).update(longer).digest('base64url')}`;
    expect((await report(room.rest(signed), event())).problem().code).toBe('token_invalid');
    expect(await connectRefusal(room.url, signed)).toBe('token_invalid');
    expect(only(await resultsOf(room.rest(token), event())).ok).toBe(true);
  });

  it('ID2 end when their time is over', async () => {
    const clock = createFakeClock();
    const room = await startTestRoom({ clock });
    const { token } = await issue(await room.signIn(), ALL, 'cameras', 2);
    clock.advance(2 * 3_600_000 + 29_000);
    expect(only(await resultsOf(room.rest(token), event())).ok).toBe(true);
    clock.advance(2_000);
    expect((await report(room.rest(token), event())).problem().code).toBe('token_expired');
  });
});

describe('EV1 what services report', () => {
  async function withService(room: TestRoom) {
    const day = await prepareExam(room, { candidates: 2 });
    const console = await day.staff.socket();
    const { token } = await issue(day.staff);
    return { day, console, token, rest: room.rest(token) };
  }

  it('EV1 about an attempt counts like an own event of the candidate, and says who saw it', async () => {
    const room = await startTestRoom();
    const { day, console, rest } = await withService(room);
    const { attemptId } = at(day.candidates, 0);
    expect(await resultsOf(rest, event({ attemptId, examId: day.examId }))).toEqual([
      { ok: true, id: expect.any(String), lastSeq: 1 },
    ]);
    const seen = await console.waitFor('security-alert');
    expect(seen).toMatchObject({
      type: 'suspicious_activity',
      source: 'service:cameras',
      attemptId,
      data: { source: 'camera 3' },
    });
    const detail = await day.staff.rest.call('attempt_detail', { attemptId });
    expect(detail.riskScore).toBeGreaterThan(0);
    expect(detail.timeline).toContainEqual(
      expect.objectContaining({ kind: 'event', type: 'usb_device_attached', details: { source: 'camera 3' } }),
    );
    const other = await day.staff.rest.call('attempt_detail', { attemptId: at(day.candidates, 1).attemptId });
    expect(other.riskScore).toBe(0);
  });

  it('EV1 about no attempt becomes an alert that counts its repeats', async () => {
    const room = await startTestRoom();
    const { day, console, token } = await withService(room);
    const socket = await room.socket(token);
    const first = event({ examId: day.examId, severity: 'high' });
    expect(await socket.ask('security_event', first)).toEqual({ ok: true, id: first.id, lastSeq: 1 });
    expect(await socket.ask('security_event', first)).toEqual({ ok: true, id: first.id, duplicate: true, lastSeq: 1 });
    const seen = await console.waitFor('security-alert');
    expect(seen).toMatchObject({ type: 'usb_device_attached', severity: 'high', source: 'service:cameras', examId: day.examId });
    await socket.ask('security_events', { events: [event({ examId: day.examId })] });
    expect(await console.waitFor('alert-updated', ({ id }) => id === seen.id)).toMatchObject({ count: 2 });
    await socket.settled();
    expect(socket.all.map(({ name }) => name)).not.toContain('security-alert');
  });

  it('EV1 keeps the good ones of a batch, says of each other what is wrong with it, and numbers them on', async () => {
    const room = await startTestRoom();
    const { day, rest } = await withService(room);
    const { attemptId } = at(day.candidates, 0);
    const { source: _, ...withoutSource } = event();
    const results = await resultsOf(
      rest,
      event(),
      withoutSource,
      event({ attemptId: newId() }),
      event({ examId: newId() }),
      event({ attemptId, examId: attemptId }),
      event({ userId: newId() }),
      event({ seq: 2 }),
      event({ seq: 4 }),
    );
    expect(results.map(({ ok, lastSeq, error }) => (ok ? lastSeq : `${error?.code} ${error?.field}`))).toEqual([
      1,
      'invalid_input source',
      'attempt_not_found attemptId',
      'exam_not_found examId',
      'invalid_input examId',
      expect.stringContaining('invalid_input'),
      2,
      2,
    ]);
    expect(only(await resultsOf(rest, event({ seq: 3 }))).lastSeq).toBe(4);
    const stored = queryStore(room.dataDir, 'SELECT seq FROM service_events ORDER BY number') as { seq: number }[];
    expect(stored.map(({ seq }) => seq)).toEqual([1, 2, 4, 3]);
  });

  it("EV1 a candidate's event still has no field for somebody else's attempt", async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room, { candidates: 2 });
    const [mine, other] = [at(day.candidates, 0), at(day.candidates, 1)];
    const foreign = { ...mine.event('copy'), attemptId: other.attemptId };
    const socket = await room.socket(mine.token);
    expect(await socket.refusal('security_event', foreign)).toMatchObject({ code: 'invalid_input', field: 'attemptId' });
    expect((await mine.rest.call('security_events', { events: [foreign] })).results[0]).toMatchObject({ ok: false });
    expect((await day.staff.rest.call('attempt_detail', { attemptId: other.attemptId })).riskScore).toBe(0);
  });

  it('AL1 posts alerts: 202, once per id, grouped when asked to', async () => {
    const room = await startTestRoom();
    const { day, console, rest } = await withService(room);
    const { attemptId, userId } = at(day.candidates, 0);
    const body = { id: randomUUID(), ...alert({ attemptId, reasons: ['the sensor'], data: { door: 2 } }) };
    const answer = await rest.send('POST', '/api/v1/alerts', { body });
    expect(answer.status).toBe(202);
    const seen = await console.waitFor('security-alert', ({ type }) => type === 'door_opened');
    expect(seen).toMatchObject({
      source: 'service:cameras',
      attemptId,
      userId,
      examId: day.examId,
      threat_level: 'high',
      data: { door: 2 },
    });
    expect(answer.json()).toEqual({ ok: true, id: body.id, alertId: seen.id });
    expect(await rest.call('alert_post', body)).toEqual({ ok: true, id: body.id, duplicate: true });
    const grouped = () => rest.send('POST', '/api/v1/alerts', { body: alert({ group: 'doors' }) });
    const ids = [await grouped(), await grouped()].map((one) => one.json<{ alertId: string }>().alertId);
    expect(new Set(ids).size).toBe(1);
    const { alerts } = await day.staff.rest.call('alerts_list', { type: 'door_opened' });
    expect(alerts.map(({ count }) => count)).toEqual([2, 1]);
  });
});
