import { afterEach, describe, expect, it } from 'vitest';
import { type OpenTransports, openTransports, whereLetIn } from '../support/every-transport.ts';
import { newId, only, prepareExam } from '../support/exam-day.ts';
import { NOTIFICATIONS_PATH } from '../support/notification-day.ts';
import { askBackIn } from '../support/recovery.ts';
import { type Staff, testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();
const PASSWORD = 'the seventh garden gate';
const NEW_PASSWORD = 'an eighth garden gate';
/** Protocol 1: revoking a session or deactivating a user disconnects its live sockets within this. */
const WITHIN_MS = 1_000;

const open: OpenTransports[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

/** How somebody is shut out, by whom; and whether the same person may simply sign in again. */
interface ShuttingOut {
  readonly how: string;
  readonly shut: (
    admin: Staff,
    whom: { username: string; userId: string; sessionId: string; rest: Staff['rest'] },
  ) => Promise<unknown>;
  readonly again: 'signs in' | 'user_inactive' | 'credentials_invalid';
}

const WAYS: readonly ShuttingOut[] = [
  {
    how: 'the session is terminated over REST',
    shut: ({ rest }, { sessionId }) => rest.call('session_terminate', { id: newId(), sessionId: sessionId }),
    again: 'signs in',
  },
  {
    how: 'the session is terminated over the socket',
    shut: async (admin, { sessionId }) =>
      (await admin.socket()).command('session_terminate', { id: newId(), sessionId: sessionId }),
    again: 'signs in',
  },
  {
    how: 'all sessions of the user are ended',
    shut: ({ rest }, { userId }) => rest.call('sessions_end_all', { userId: userId }),
    again: 'signs in',
  },
  {
    how: 'the account is disabled',
    shut: ({ rest }, { username }) => rest.call('user_disable', { username }),
    again: 'user_inactive',
  },
  {
    how: 'the password is changed',
    shut: ({ rest }, { username }) => rest.call('user_passwd', { username, password: NEW_PASSWORD }),
    again: 'credentials_invalid',
  },
  {
    how: 'the role is changed',
    shut: ({ rest }, { username }) => rest.call('user_role', { username, role: 'admin' }),
    again: 'signs in',
  },
  { how: 'they sign out', shut: (_admin, { rest }) => rest.call('auth_logout', {}), again: 'signs in' },
];

describe('ID2 whoever is shut out is out everywhere, within a second and for good', () => {
  it.each(WAYS)(
    'ID2 security-10 when $how: every socket gone, the token dead at every door, also after a restart',
    async (way) => {
      const room = await startTestRoom();
      const admin = await room.signIn();
      const petra = await room.proctor('petra');
      const { sessionId } = await petra.rest.call('me', {});
      const sockets = await openTransports(room.url, petra.token);
      open.push(sockets);
      const asked = performance.now();
      await way.shut(admin, { username: 'petra', userId: petra.user.id, sessionId, rest: petra.rest });
      await sockets.allClosed;
      expect(performance.now() - asked).toBeLessThan(WITHIN_MS);
      expect(await whereLetIn(room, petra.token)).toEqual([]);
      expect((await room.anyone.refusal('auth_refresh', { refreshToken: petra.refreshToken })).code).toBe('token_revoked');
      expect(await whereLetIn(room, admin.token), 'nobody else is').toHaveLength(5);
      await room.stop();

      const later = await startTestRoom({ dataDir: room.dataDir });
      expect(await whereLetIn(later, petra.token)).toEqual([]);
      expect((await later.anyone.refusal('auth_refresh', { refreshToken: petra.refreshToken })).code).toBe('token_revoked');
      const answer = await later.anyone.send('POST', '/api/v1/auth/login', { body: { username: 'petra', password: PASSWORD } });
      expect(answer.status < 400 ? 'signs in' : answer.problem().code).toBe(way.again);
    },
  );
});

describe('ID1 a candidate who is disabled', () => {
  it('ID1 loses every socket within a second, cannot join any more, also after a restart, until they are let in again', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room, { candidates: 2 });
    const [candidate, neighbour] = [day.candidates[0], day.candidates[1]];
    if (!candidate || !neighbour) throw new Error('two candidates');
    const sockets = await openTransports(room.url, candidate.token, [NOTIFICATIONS_PATH]);
    open.push(sockets);
    const other = await neighbour.socket();
    const asked = performance.now();
    expect((await day.staff.rest.call('user_disable', { userId: candidate.userId })).user.id).toBe(candidate.userId);
    await sockets.allClosed;
    expect(performance.now() - asked).toBeLessThan(WITHIN_MS);
    expect(await whereLetIn(room, candidate.token)).toEqual([]);
    const back = { code: room.joinCode, candidateNumber: candidate.line.candidateNumber, consent: true };
    for (const extra of [{}, { resumeToken: candidate.joined.resumeToken }])
      expect((await room.anyone.refusal('join', { ...back, ...extra })).code).toBe('user_inactive');
    await other.settled();
    const { roster } = await day.staff.rest.call('roster_get', { examId: day.examId });
    expect(roster.map(({ userId, active }) => active || userId)).toEqual([candidate.userId, true]);
    await room.stop();

    const later = await startTestRoom({ dataDir: room.dataDir });
    expect(await whereLetIn(later, candidate.token)).toEqual([]);
    expect((await later.anyone.refusal('join', back)).code).toBe('user_inactive');
    const { rest } = await later.signIn();
    await rest.call('user_enable', { userId: candidate.userId });
    const joined = await later.anyone.call('join', { ...back, resumeToken: candidate.joined.resumeToken });
    expect(joined.attempt.id, 'the same attempt, with its answers').toBe(candidate.attemptId);
    expect(await whereLetIn(later, candidate.token), 'the old session stays ended').toEqual([]);
    const { entries } = await rest.call('audit_list', { limit: 1_000 });
    const told = entries.filter(({ subject }) => subject === `user:${candidate.userId}`).map(({ action }) => action);
    expect(told).toEqual(expect.arrayContaining(['user.disabled', 'user.enabled', 'join.refused']));
  });

  it('ID1 is disabled by administrators only, by exactly one name, and a key is revoked instead', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const { userId } = only(day.candidates);
    const proctor = await room.proctor();
    expect((await proctor.rest.refusal('user_disable', { userId })).code).toBe('role_forbidden');
    for (const nobody of [{}, { userId, username: 'admin' }])
      expect(await day.staff.rest.refusal('user_disable', nobody)).toMatchObject({
        code: 'invalid_input',
        errors: [{ field: 'username' }],
      });
    expect(await day.staff.rest.refusal('user_disable', { userId: newId() })).toMatchObject({ code: 'not_found' });
    const { token } = await day.staff.rest.call('api_key_issue', { name: 'cameras', scopes: ['events:write'], ttlHours: 1 });
    const service = await room.rest(token).call('me', {});
    expect((await day.staff.rest.refusal('user_disable', { userId: service.user.id })).detail).toContain('revoke');
    const self = await day.staff.rest.call('me', {});
    expect((await day.staff.rest.refusal('user_disable', { userId: self.user.id })).code, 'the last one').toBe('state_conflict');
  });
});

describe('ID2 an API key that is revoked', () => {
  it('ID2 loses its sockets of both transports within a second and opens nothing after a restart', async () => {
    const room = await startTestRoom();
    const admin = await room.signIn();
    const { key, token } = await admin.rest.call('api_key_issue', { name: 'cameras', scopes: ['events:write'], ttlHours: 1 });
    const sockets = await openTransports(room.url, token, []);
    open.push(sockets);
    const asked = performance.now();
    await admin.rest.call('api_key_revoke', { keyId: key.id });
    await sockets.allClosed;
    expect(performance.now() - asked).toBeLessThan(WITHIN_MS);
    expect(await whereLetIn(room, token)).toEqual([]);
    await room.stop();
    expect(await whereLetIn(await startTestRoom({ dataDir: room.dataDir }), token)).toEqual([]);
  });
});

describe('ID6 whoever waits to be let back in', () => {
  it('ID6 is gone within a second when the candidate is shut out, and told why', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room, { candidates: 1 });
    const { socket } = await askBackIn(day, only(day.roster));
    const asked = performance.now();
    await day.staff.rest.call('user_disable', { userId: only(day.candidates).userId });
    await socket.closed;
    expect(performance.now() - asked).toBeLessThan(WITHIN_MS);
    expect(socket.of<{ code: string }>('error').map(({ code }) => code)).toEqual(['user_inactive']);
  });
});
