import { beforeAll, expect, it } from 'vitest';
import { sendHttp } from '../support/rest-driver.ts';
import { anId, ask, onEachWay, type RoomUnderTest } from './room-under-test.ts';

const HOUR_MS = 3_600_000;
const hoursFromNow = (iso: string | undefined): number => (Date.parse(iso ?? '') - Date.now()) / HOUR_MS;
const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

onEachWay('protocol 1 sessions and who is who', (findRoom, way) => {
  let room: RoomUnderTest;
  beforeAll(async () => {
    room = await findRoom();
  });

  it('protocol 1.1 alerts are for admin and proctor, notifications for anybody signed in', async () => {
    const proctor = await room.newStaff('proctor');
    const candidate = await (await room.exam(1)).join(0);
    await (await proctor.alerts()).waitFor('connection');
    for (const caller of [proctor, candidate]) await (await caller.notifications()).waitFor('connection');
    await expect(candidate.alerts()).rejects.toMatchObject({ status: 403, body: expect.stringContaining('role_forbidden') });
  });

  it('protocol 1.1 a trailing slash is accepted on every REST path', async () => {
    const staff = await room.signIn();
    for (const path of ['/api/v1/exams', '/alerts/recent', '/api/v1/notifications/status', '/healthz'])
      expect((await staff.rest.send('GET', `${path}/`)).status, path).toBe((await staff.rest.send('GET', path)).status);
    const body = { username: 'nobody', password: 'certainly wrong' };
    expect((await room.anyone.rest.send('POST', '/api/v1/auth/login/', { body })).problem().code).toBe('credentials_invalid');
  });

  it('protocol 1.2 neither another algorithm nor another hand makes a good token', async () => {
    const { token } = await room.signIn();
    const [head = '', body = '', signature = ''] = token.split('.');
    const forged = {
      'without an algorithm': `${encoded({ alg: 'none', typ: 'JWT' })}.${body}.`,
      'with another algorithm': `${encoded({ alg: 'HS512', typ: 'JWT' })}.${body}.${signature}`,
      'with other claims': `${head}.${encoded({ ...JSON.parse(Buffer.from(body, 'base64url').toString()), role: 'admin', x: 1 })}.${signature}`,
      'without its signature': `${head}.${body}.`,
      'with the signature changed': `${head}.${body}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`,
    };
    for (const [what, bad] of Object.entries(forged)) {
      expect(await room.refusal(bad), what).toBe('token_invalid');
      expect((await room.as(bad).rest.send('GET', '/api/v1/me')).problem(), what).toMatchObject({
        status: 401,
        code: 'token_invalid',
      });
      await expect(room.as(bad).notifications(), what).rejects.toMatchObject({ status: 401 });
    }
  });

  it('protocol 1.2 no refusal repeats the token it refuses, and the audit log holds none', async () => {
    const staff = await room.signIn();
    const { ticket } = await staff.call('auth_ticket', {});
    const bad = `${staff.token}x`;
    const said = [
      (await room.as(bad).rest.send('GET', '/api/v1/me')).text,
      (await staff.rest.send('GET', `/api/v1/me?token=${staff.token}`)).text,
      (await sendHttp(room.url, 'POST', '/api/v1/auth/refresh', { body: { refreshToken: bad } })).text,
      await room
        .as(bad)
        .alerts()
        .catch(({ body }: { body: string }) => body),
      JSON.stringify(await (await staff.socket()).ask('sync', { token: staff.token })),
      JSON.stringify(await staff.call('audit_list', { limit: 1000 })),
    ].join('\n');
    for (const secret of [staff.token.split('.')[2] ?? '', ticket]) expect(said).not.toContain(secret);
  });

  it('protocol 1.2 a ticket is good for 30 s, on each transport, and once', async () => {
    const staff = await room.signIn();
    for (const path of ['/ws/security/alerts', '/api/v1/notifications/ws']) {
      const { ticket, expiresAt } = await staff.call('auth_ticket', {});
      expect(hoursFromNow(expiresAt) * 3600).toBeGreaterThan(20);
      expect(hoursFromNow(expiresAt) * 3600).toBeLessThanOrEqual(30.5);
      await (await room.anyone.alerts({ path, query: { ticket } })).waitFor('connection');
      await expect(room.anyone.alerts({ path, query: { ticket } })).rejects.toMatchObject({ status: 401 });
    }
  });

  it('protocol 1.2 deactivating a user disconnects their live sockets within a second, and lets them in no more', async () => {
    const [admin, proctor] = [await room.signIn(), await room.newStaff('proctor')];
    const [socket, alerts] = [await proctor.socket(), await proctor.alerts()];
    const { username } = proctor;
    const asked = Date.now();
    await admin.call('user_disable', { username });
    await Promise.all([socket.closed, alerts.closed]);
    expect(Date.now() - asked).toBeLessThan(1_000);
    expect(['token_revoked', 'user_inactive']).toContain(await room.refusal(proctor.token));
    const { password } = proctor;
    expect((await room.anyone.rest.refusal('auth_login', { username, password })).status).toBeGreaterThanOrEqual(401);
  });

  it('protocol 1.3 tokens of staff last 8 h, of candidates until 12 h after the planned end', async () => {
    const proctor = await room.newStaff('proctor');
    expect(hoursFromNow(proctor.signedIn.expiresAt)).toBeCloseTo(8, 1);
    const exam = await room.exam(1);
    const { joined } = await exam.join(0);
    expect(joined.refreshToken).not.toBe('');
    const { endsAt } = await room.as(joined.token).call('attempt_get', {});
    expect(hoursFromNow(joined.expiresAt) - hoursFromNow(endsAt)).toBeCloseTo(12, 1);
  });

  it('protocol 1.3 refresh gives a new pair for the same session', async () => {
    const { signedIn, ...proctor } = await room.newStaff('proctor');
    const next = await room.anyone.call('auth_refresh', { refreshToken: signedIn.refreshToken });
    expect(next.token).not.toBe(signedIn.token);
    expect(next.refreshToken).not.toBe(signedIn.refreshToken);
    const [before, after] = [await proctor.call('me', {}), await room.as(next.token).call('me', {})];
    expect(after).toEqual(before);
  });

  it('protocol 1.5 a client is in the rooms of its identity, and in no others whatever it claims', async () => {
    const [one, another] = [await room.exam(1), await room.exam(1)];
    const [mine, theirs] = [await one.join(0), await another.join(0)];
    const socket = await mine.socket({ query: { room: 'security', rooms: `exam:${another.examId}` } });
    for (const name of ['join', 'join_exam', 'join_room', 'subscribe'])
      expect(await socket.ask(name, { examId: another.examId, room: 'security' }), name).toMatchObject({ ok: false });
    const staff = await one.staff.socket();
    const other = await theirs.socket();
    const message = { id: anId(), examId: another.examId, title: 'Theirs', message: 'Soon over.', severity: 'low' };
    await ask(staff, 'exam_broadcast', message);
    await other.ask('security_event', { id: anId(), type: 'devtools_open', occurredAt: new Date().toISOString(), seq: 1 });
    await Promise.all([other.waitFor('exam-message'), staff.waitFor('security-alert')]);
    await socket.settled();
    const known = ['exam-state', 'attempt-state', 'session-update'];
    expect(socket.all.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
    const heard = JSON.stringify(socket.all);
    for (const stranger of [theirs.joined.user.id, theirs.joined.attempt.id, another.examId])
      expect(heard).not.toContain(stranger);
  });

  it('protocol 1.5 staff hear an exam from join_exam to leave_exam', async () => {
    const exam = await room.exam(1);
    const staff = await exam.staff.socket();
    const say = (title: string) =>
      ask(staff, 'exam_broadcast', { id: anId(), examId: exam.examId, title, message: 'Words.', severity: 'low' });
    await say('before');
    await ask(staff, 'join_exam', { examId: exam.examId });
    await say('while');
    await staff.waitFor('exam-message');
    await ask(staff, 'leave_exam', { examId: exam.examId });
    await say('after');
    await staff.settled();
    expect(staff.of<{ title: string }>('exam-message').map(({ title }) => title)).toEqual(['while']);
  });

  it('protocol 1.6 an attempt outlives sessions: a new one with the resume token works on the same', async () => {
    const exam = await room.exam(1);
    const first = await exam.join(0);
    await (await first.socket()).settled();
    const again = await room.anyone.call('join', { ...exam.joinBody(0), resumeToken: first.joined.resumeToken });
    expect(again.attempt.id).toBe(first.joined.attempt.id);
    expect(again.session.id).not.toBe(first.joined.session.id);
    expect((await first.rest.refusal('me', {})).code).toBe('token_revoked');
  });

  it('protocol 1.6 an exam has one sitting from its import; a later one takes its place', async () => {
    const exam = await room.exam(0, 'open');
    const { examId, staff } = exam;
    const current = async () => (await staff.call('exam_get', { examId })).sitting;
    const first = await current();
    expect((await staff.rest.refusal('sitting_create', { examId })).code).toBe('state_conflict');
    await staff.call('exam_start', { examId });
    await staff.call('exam_end', { examId });
    const { sitting } = await staff.call('sitting_create', { examId });
    expect(sitting).toMatchObject({ state: 'draft' });
    expect(sitting.sittingId).not.toBe(first.sittingId);
    expect(await current()).toMatchObject({ sittingId: sitting.sittingId });
  });

  it('protocol 1.7 raw sockets answer a ping, Socket.IO a heartbeat with the time', async () => {
    const candidate = await (await room.exam(1)).join(0);
    const raw = await candidate.notifications();
    raw.send({ type: 'ping' });
    const { timestamp } = await raw.waitFor<{ timestamp: string }>('pong');
    expect(Math.abs(hoursFromNow(timestamp))).toBeLessThan(1);
    const beat = await ask(await candidate.socket(), 'heartbeat', { clientTime: new Date().toISOString(), monotonicMs: 12 });
    expect(beat).toMatchObject({ ok: true, serverTime: expect.any(String), lastSeq: 0 });
  });

  it.runIf(way.name === 'websocket')(
    'protocol 1.7 staff see a candidate who fell silent for 3 s, and who comes back',
    async () => {
      const exam = await room.exam(1);
      const candidate = await exam.join(0);
      const staff = await exam.staff.socket();
      const socket = await candidate.socket();
      await socket.ask('heartbeat', { monotonicMs: 1 });
      const seen = (connected: boolean, after: number) =>
        staff.waitFor<{ attemptId: string; connected: boolean }>(
          'attempt-state',
          (state) => state.attemptId === candidate.joined.attempt.id && state.connected === connected && staff.all.length > after,
          8_000,
        );
      await seen(true, 0);
      await seen(false, 0);
      const before = staff.all.length;
      await socket.ask('heartbeat', { monotonicMs: 2 });
      await seen(true, before);
    },
  );

  it('protocol 1.8 what was acknowledged and sent without asking for it are both there', async () => {
    const exam = await room.exam(1);
    const candidate = await exam.join(0);
    const socket = await candidate.socket();
    const event = (seq: number) => ({ id: anId(), type: 'cut', occurredAt: new Date().toISOString(), seq });
    const [silent, acked] = [event(1), event(2)];
    socket.emit('security_event', silent);
    await ask(socket, 'security_event', acked);
    const { events } = await candidate.call('attempt_events', {});
    expect(events.map(({ id }) => id)).toEqual([silent.id, acked.id]);
  });

  it('protocol 1.8 the second member of staff to act on an alert hears what is current', async () => {
    const exam = await room.exam(1);
    const proctor = await room.newStaff('proctor');
    const candidate = await exam.join(0);
    const [one, two] = [await exam.staff.socket(), await proctor.socket()];
    await (await candidate.socket()).ask('security_event', {
      id: anId(),
      type: 'paste',
      occurredAt: new Date().toISOString(),
      seq: 1,
    });
    const { id: alertId } = await one.waitFor<{ id: string; attemptId?: string }>(
      'security-alert',
      ({ attemptId }) => attemptId === candidate.joined.attempt.id,
    );
    await ask(one, 'alert_action', { id: anId(), alertId, action: 'resolve' });
    expect(await two.refusal('alert_action', { id: anId(), alertId, action: 'dismiss', reason: 'nothing' })).toMatchObject({
      code: 'state_conflict',
      data: { status: 'resolved' },
    });
  });
});
