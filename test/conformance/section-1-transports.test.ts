import { beforeAll, expect, it } from 'vitest';
import { openAlerts } from '../support/alerts-driver.ts';
import { sendHttp } from '../support/rest-driver.ts';
import { anId, onEachWay, type RoomUnderTest } from './room-under-test.ts';

onEachWay('protocol 1 transports and authentication', (findRoom) => {
  let room: RoomUnderTest;
  beforeAll(async () => {
    room = await findRoom();
  });

  it('protocol 1.1 Socket.IO works over websocket and over polling, on the default namespace only', async () => {
    const staff = await room.signIn();
    for (const transport of ['websocket', 'polling'] as const) await (await staff.socket({ transports: [transport] })).settled();
    expect(await room.refusal(staff.token, { namespace: '/staff' })).toMatch(/namespace/i);
  });

  it('protocol 1.2 the token is taken from auth, header and handshake query; REST refuses the query', async () => {
    const { token, rest } = await room.signIn();
    await (await room.anyone.socket({ auth: { token } })).settled();
    await (await room.anyone.socket({ extraHeaders: { authorization: `Bearer ${token}` } })).settled();
    await (await room.anyone.socket({ query: { token } })).settled();
    const alerts = await openAlerts(room.url, token);
    await alerts.waitFor('connection');
    alerts.close();
    expect((await rest.send('GET', `/api/v1/me?token=${token}`)).problem()).toMatchObject({
      status: 400,
      code: 'token_in_query',
    });
  });

  it('protocol 1.4 refusals carry their codes: connect_error, 401 and 403 on the upgrade, problem+json', async () => {
    const candidate = await (await room.exam(1)).join(0);
    for (const [token, code] of [
      [undefined, 'token_missing'],
      ['nonsense', 'token_invalid'],
    ] as const) {
      expect(await room.refusal(token)).toBe(code);
      await expect(openAlerts(room.url, token)).rejects.toMatchObject({ status: 401, body: expect.stringContaining(code) });
      const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
      expect((await room.anyone.rest.send('GET', '/api/v1/exams', { headers })).problem()).toMatchObject({ status: 401, code });
    }
    await expect(openAlerts(room.url, candidate.token)).rejects.toMatchObject({
      status: 403,
      body: expect.stringContaining('role_forbidden'),
    });
    expect((await candidate.rest.send('GET', '/api/v1/exams')).problem()).toMatchObject({ status: 403, code: 'role_forbidden' });
  });

  it('protocol 1.4 a foreign or null origin is refused before the handshake, an absent one is not', async () => {
    const { token } = await room.signIn();
    for (const origin of ['https://evil.example', 'null']) {
      const headers = { origin, authorization: `Bearer ${token}` };
      expect((await sendHttp(room.url, 'GET', '/api/v1/me', { headers })).problem()).toMatchObject({
        status: 403,
        code: 'origin_forbidden',
      });
      for (const path of ['/socket.io/?EIO=4&transport=websocket', '/ws/security/alerts']) {
        await expect(openAlerts(room.url, undefined, { path, headers }), `${origin} ${path}`).rejects.toMatchObject({
          status: 403,
        });
      }
    }
  });

  it('protocol 1.3 refresh rotates; reuse of an old one revokes the session and disconnects it within a second', async () => {
    const login = await room.anyone.call('join', (await room.exam(1)).joinBody(0));
    const socket = await room.anyone.socket({ auth: { token: login.token } });
    const next = await room.anyone.call('auth_refresh', { refreshToken: login.refreshToken });
    expect(await socket.ask('auth_refresh', { token: next.token })).toMatchObject({ ok: true });
    const reused = Date.now();
    expect((await room.anyone.rest.refusal('auth_refresh', { refreshToken: login.refreshToken })).status).toBe(401);
    await socket.closed;
    expect(Date.now() - reused).toBeLessThan(1_000);
    expect(await room.refusal(next.token)).toBe('token_revoked');
  });

  it('protocol 1.8 acks: success with the id, repeats marked, refusals with code, message and field', async () => {
    const exam = await room.exam(1);
    const socket = await (await exam.join(0)).socket();
    const essay = exam.questions.find(({ type }) => type === 'essay');
    const save = { id: anId(), questionId: essay?.id, value: 'text', revision: 1 };
    expect(await socket.ask('answer_save', save)).toEqual({ ok: true, id: save.id, revision: 1 });
    expect(await socket.ask('answer_save', save)).toEqual({ ok: true, id: save.id, revision: 1, duplicate: true });
    const refused = { ok: false, error: { code: 'invalid_input', message: expect.any(String), field: expect.any(String) } };
    for (const args of [[[save]], [Buffer.from('x')], [save, save], [{ ...save, id: 'x' }], ['text']]) {
      expect(await socket.ask('answer_save', ...args)).toMatchObject(refused);
    }
    expect(await socket.ask('no_such_event', {})).toMatchObject({ ok: false, error: { code: expect.any(String) } });
  });

  it('protocol 1.9 on connect a student is first sent exam-state and attempt-state', async () => {
    const socket = await (await (await room.exam(1)).join(0)).socket();
    await Promise.all([socket.waitFor('exam-state'), socket.waitFor('attempt-state')]);
    expect(
      socket.all
        .slice(0, 2)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['attempt-state', 'exam-state']);
  });

  it('protocol 6 errors over REST are application/problem+json with type, title, status, detail and code', async () => {
    const answer = await (await room.signIn()).rest.send('GET', `/api/v1/exams/${anId()}`);
    expect(answer.problem()).toMatchObject({
      type: expect.any(String),
      title: expect.any(String),
      status: 404,
      detail: expect.any(String),
      code: 'exam_not_found',
    });
    expect((await (await room.signIn()).rest.send('GET', '/api/v1/exams/')).status).toBe(200);
  });
});
