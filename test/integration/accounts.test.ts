import { describe, expect, it } from 'vitest';
import type { SessionUpdate } from '../../src/shared/protocol/index.ts';
import { at, newId, only, prepareExam } from '../support/exam-day.ts';
import { connectRefusal } from '../support/socket-driver.ts';
import { ADMIN_PASSWORD, testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();
const PETRA = { username: 'petra', password: 'the seventh garden gate' };

describe('ID1 an account that is disabled', () => {
  it('ID1 loses every live socket within a second, stays out over a restart, and can be enabled again', async () => {
    const room = await startTestRoom();
    const admin = await room.signIn();
    const petra = await room.proctor('petra');
    const [socket, polling, alerts] = await Promise.all([
      petra.socket(),
      petra.socket({ transports: ['polling'] }),
      petra.alerts(),
    ]);
    await Promise.all([socket.settled(), polling.settled(), alerts.waitFor('connection')]);
    const asked = Date.now();
    await admin.rest.call('user_disable', { username: 'petra' });
    await Promise.all([socket.closed, polling.closed, alerts.closed]);
    expect(Date.now() - asked).toBeLessThan(1_000);
    expect((await room.anyone.refusal('auth_login', PETRA)).code).toBe('user_inactive');
    await room.stop();

    const again = await startTestRoom({ dataDir: room.dataDir });
    expect(await connectRefusal(again.url, petra.token)).toBe('token_revoked');
    expect((await again.anyone.refusal('auth_refresh', { refreshToken: petra.refreshToken })).code).toBe('token_revoked');
    expect((await again.anyone.refusal('auth_login', PETRA)).code).toBe('user_inactive');
    const { rest } = await again.signIn();
    await rest.call('user_enable', { username: 'petra' });
    expect((await again.signIn('petra', PETRA.password)).user.role).toBe('proctor');
    expect(await connectRefusal(again.url, petra.token), 'an old session stays ended').toBe('token_revoked');
  });
});

describe('ID1 a role that changes', () => {
  it('ID1 takes effect at once: the old sessions end, the next one has the new role', async () => {
    const room = await startTestRoom();
    const admin = await room.signIn();
    const petra = await room.proctor('petra');
    const socket = await petra.socket();
    expect((await petra.rest.refusal('user_role', { username: 'petra', role: 'admin' })).code).toBe('role_forbidden');
    expect((await admin.rest.call('user_role', { username: 'petra', role: 'admin' })).user.role).toBe('admin');
    await socket.closed;
    expect((await petra.rest.refusal('me', {})).code).toBe('token_revoked');
    const promoted = await room.signIn('petra', PETRA.password);
    await promoted.rest.call('audit_list', {});
    await promoted.rest.call('user_role', { username: 'admin', role: 'officer' });
    expect((await room.signIn()).user.role).toBe('proctor');
    const last = await promoted.rest.refusal('user_role', { username: 'petra', role: 'proctor' });
    expect(last.code, 'a room keeps an administrator').toBe('state_conflict');
    expect((await promoted.rest.refusal('user_role', { username: 'nobody', role: 'proctor' })).code).toBe('not_found');
  });
});

describe('ID1 many at the door', () => {
  it('ID1 security-47 two hundred sign-ins at once all get in, a whole hall behind one address', async () => {
    const room = await startTestRoom();
    const admin = await room.signIn();
    const names = Array.from({ length: 10 }, (_, index) => `proctor-${index}`);
    for (const username of names)
      await admin.rest.call('user_add', { username, displayName: username, role: 'proctor', password: PETRA.password });
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        room.anyone.send('POST', '/api/v1/auth/login', { body: { ...PETRA, username: names[index % names.length] } }),
      ),
    );
    expect(answers.filter(({ status }) => status !== 200).map(({ text }) => text)).toEqual([]);
  }, 30_000);
});

describe('ID3 sessions', () => {
  it('ID3 say what device somebody is on and where it is', async () => {
    const room = await startTestRoom();
    const device = { deviceType: 'browser', os: 'Linux', app: 'Firefox 140' };
    const { token } = await room.anyone.call('auth_login', {
      username: 'admin',
      password: ADMIN_PASSWORD,
      device,
    });
    const { sessions } = await room.rest(token).call('sessions_list', {});
    expect(only(sessions)).toMatchObject({
      user: { username: 'admin' },
      role: 'admin',
      device: { ip: '127.0.0.1', location: 'this computer', ...device },
      connected: false,
    });
  });

  it('ID3 all of a user end at once, of every kind, and of nobody else', async () => {
    const room = await startTestRoom();
    const admin = await room.signIn();
    const first = await room.proctor('petra');
    const second = await room.signIn('petra', PETRA.password);
    const [one, two, own] = await Promise.all([first.socket(), second.alerts(), admin.socket()]);
    const id = newId();
    const body = { id, userId: first.user.id, reason: 'left the room' };
    expect(await admin.rest.call('sessions_end_all', body)).toEqual({ ok: true, id, ended: 2 });
    await Promise.all([one.closed, two.closed]);
    const ended = (
      await Promise.all([0, 1].map(() => own.waitFor<SessionUpdate>('session-update', ({ type }) => type === 'terminated')))
    ).map(({ session }) => session.userId);
    expect(new Set(ended)).toEqual(new Set([first.user.id]));
    for (const { rest } of [first, second]) expect((await rest.refusal('me', {})).code).toBe('token_revoked');
    expect(await admin.rest.call('sessions_end_all', body)).toEqual({ ok: true, id, duplicate: true, ended: 0 });
    await own.settled();
    expect((await admin.rest.refusal('sessions_end_all', { userId: newId() })).code).toBe('not_found');
  });

  it('ID3 keeps the history of each user, twenty by default and more when asked', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const petra = await room.proctor('petra');
    for (let time = 0; time < 24; time++) await room.signIn('petra', PETRA.password);
    const { rest } = day.staff;
    const userId = petra.user.id;
    const latest = await rest.call('sessions_history', { userId });
    expect(latest.sessions).toHaveLength(20);
    expect(latest.sessions.every(({ user }) => user.id === userId)).toBe(true);
    expect((await rest.call('sessions_history', { userId, limit: 100 })).sessions).toHaveLength(25);
    await rest.call('sessions_end_all', { userId });
    const [newest] = (await rest.call('sessions_history', { userId, limit: 1 })).sessions;
    expect(newest).toMatchObject({ endedReason: 'ended by staff', endedAt: expect.any(String) });
    const candidate = at(day.candidates, 0);
    const own = await rest.call('sessions_history', { userId: candidate.userId });
    expect(only(own.sessions)).toMatchObject({ role: 'student', examId: day.examId });
    expect((await candidate.rest.refusal('sessions_history', { userId })).code).toBe('role_forbidden');
  });
});
