import { createHmac, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { UpgradeRefused } from '../support/alerts-driver.ts';
import { at, only, prepareExam } from '../support/exam-day.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { connectRefusal } from '../support/socket-driver.ts';
import { type TestRoom, testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (part: string | undefined): Record<string, unknown> =>
  JSON.parse(Buffer.from(part ?? '', 'base64url').toString()) as never;

/** The code each transport refuses a token with; `let in` where it does not. */
async function refusals(room: TestRoom, token: string): Promise<Record<string, string>> {
  const rest = await room.rest(token).send('GET', '/api/v1/me');
  const upgrade = await room.alerts(token).then(
    () => 'let in',
    (error: unknown) =>
      error instanceof UpgradeRefused ? `${error.status} ${(JSON.parse(error.body) as { code: string }).code}` : String(error),
  );
  return {
    rest: rest.status < 400 ? 'let in' : `${rest.status} ${rest.problem().code}`,
    socket: await connectRefusal(room.url, token).catch(() => 'let in'),
    polling: await connectRefusal(room.url, token, { transports: ['polling'] }).catch(() => 'let in'),
    upgrade,
  };
}
const everywhere = (code: string) => ({ rest: `401 ${code}`, socket: code, polling: code, upgrade: `401 ${code}` });

describe('ID2 forged tokens', () => {
  it('ID2 refuses what this room did not sign, on every transport', async () => {
    const room = await startTestRoom();
    const other = await startTestRoom();
    const { token } = await room.signIn();
    const [head, body] = token.split('.');
    const claims = decode(body);
    const signed = (header: object, payload: object, key = 'guessed') => {
      const text = `${encode(header)}.${encode(payload)}`;
      return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
    };
    const forged: Record<string, string> = {
      'without a signature': `${encode({ alg: 'none', typ: 'JWT' })}.${body}.`,
      'signed with a guessed key': signed({ alg: 'HS256', typ: 'JWT' }, claims),
      'another role, old signature': `${head}.${encode({ ...claims, role: 'proctor' })}.${token.split('.')[2]}`,
      'of another room': (await other.signIn()).token,
      'no token at all': 'x'.repeat(200),
      'much too long': `${token}${'A'.repeat(5_000)}`,
    };
    for (const [what, fake] of Object.entries(forged))
      expect(await refusals(room, fake), what).toEqual(everywhere('token_invalid'));
    expect(await refusals(room, token)).toEqual({ rest: 'let in', socket: 'let in', polling: 'let in', upgrade: 'let in' });
  });

  it('ID2 refuses the missing token with its own code', async () => {
    const room = await startTestRoom();
    expect((await room.anyone.send('GET', '/api/v1/me')).problem()).toMatchObject({ status: 401, code: 'token_missing' });
    expect(await connectRefusal(room.url, undefined)).toBe('token_missing');
    await expect(room.alerts(undefined)).rejects.toMatchObject({
      status: 401,
      contentType: expect.stringContaining('application/problem+json'),
    });
  });

  it('ID2 takes the token from auth, the Authorization header and the query of a handshake', async () => {
    const room = await startTestRoom();
    const { token } = await room.signIn();
    const header = { authorization: `Bearer ${token}` };
    await (await room.socket(undefined, { extraHeaders: header })).settled();
    await (await room.socket(undefined, { query: { token } })).settled();
    await (await room.alerts(undefined, { headers: header })).waitFor('connection');
    await (await room.alerts(undefined, { query: { token } })).waitFor('connection');
  });

  it('ID2 security-09 refuses a token in the query of REST, good or bad, with or without another', async () => {
    const room = await startTestRoom();
    const staff = await room.signIn();
    for (const rest of [room.anyone, staff.rest]) {
      for (const name of ['token', 'ticket']) {
        const answer = await rest.send('GET', `/api/v1/me?${name}=${staff.token}`);
        expect(answer.problem()).toMatchObject({ status: 400, code: 'token_in_query' });
        expect(answer.text).not.toContain(staff.token);
      }
    }
  });

  it('protocol 1 knows no namespace but the default', async () => {
    const room = await startTestRoom();
    const { token } = await room.signIn();
    for (const namespace of ['/admin', '/security', '/socket']) {
      expect(await connectRefusal(room.url, token, { namespace })).toContain('Invalid namespace');
    }
  });
});

describe('ID2 the life of a token', () => {
  it('ID2 expires 30 seconds after its end, everywhere', async () => {
    const clock = createFakeClock();
    const room = await startTestRoom({ clock });
    const { token } = await room.signIn();
    clock.advance(8 * 3_600_000 + 29_000);
    expect(await refusals(room, token)).toEqual({ rest: 'let in', socket: 'let in', polling: 'let in', upgrade: 'let in' });
    clock.advance(2_000);
    expect(await refusals(room, token)).toEqual(everywhere('token_expired'));
  });

  it('ID2 closes an open socket 60 seconds after the end of its token, unless it was refreshed', async () => {
    const clock = createFakeClock();
    const room = await startTestRoom({ clock });
    const lazy = await room.signIn();
    const diligent = await room.proctor();
    const lazySocket = await lazy.socket();
    const socket = await diligent.socket();
    const alerts = await lazy.alerts();
    clock.advance(8 * 3_600_000);
    const renewed = await room.anyone.call('auth_refresh', { refreshToken: diligent.refreshToken });
    expect(await socket.ask('auth_refresh', { token: renewed.token })).toMatchObject({ ok: true, expiresAt: renewed.expiresAt });
    expect((await socket.refusal('auth_refresh', { token: lazy.token })).code).toBe('token_invalid');

    clock.advance(61_000);
    expect(await lazySocket.waitFor('error')).toMatchObject({ code: 'token_expired' });
    await lazySocket.closed;
    expect(await alerts.closed).toMatchObject({ reason: 'token_expired' });
    await socket.settled();
    expect(socket.raw.connected).toBe(true);
  });

  it('ID2 gives candidates a token until 12 hours after the planned end, extra time included', async () => {
    const clock = createFakeClock();
    const room = await startTestRoom({ clock });
    const day = await prepareExam(room, {
      until: 'open',
      candidates: [{ candidateNumber: 'C001', firstName: 'A', lastName: 'B', extraMinutes: 30 }],
    });
    expect(Date.parse(only(day.candidates).joined.expiresAt) - clock.now()).toBe((60 + 30 + 12 * 60) * 60_000);
  });

  it('ID2 rotates refresh tokens; the new pair works and belongs to the same session', async () => {
    const room = await startTestRoom();
    const first = await room.signIn();
    const second = await room.anyone.call('auth_refresh', { refreshToken: first.refreshToken });
    expect(second.refreshToken).not.toBe(first.refreshToken);
    const [before, after] = await Promise.all([first.rest.call('me', {}), room.rest(second.token).call('me', {})]);
    expect(after.sessionId).toBe(before.sessionId);
    const third = await room.anyone.call('auth_refresh', { refreshToken: second.refreshToken });
    expect((await room.rest(third.token).call('me', {})).sessionId).toBe(before.sessionId);
  });

  it('ID2 ends the session when an old refresh token is used again, its sockets within a second', async () => {
    const room = await startTestRoom();
    const staff = await room.signIn();
    const socket = await staff.socket();
    const next = await room.anyone.call('auth_refresh', { refreshToken: staff.refreshToken });
    expect((await room.anyone.refusal('auth_refresh', { refreshToken: staff.refreshToken })).code).toBe('token_revoked');
    await socket.waitFor('error', ({ code }) => code === 'token_revoked', 1_000);
    await socket.closed;
    expect(await refusals(room, next.token)).toEqual(everywhere('token_revoked'));
    expect((await room.anyone.refusal('auth_refresh', { refreshToken: next.refreshToken })).code).toBe('token_revoked');
    expect((await room.anyone.refusal('auth_refresh', { refreshToken: randomUUID() })).code).toBe('token_invalid');
  });

  it('ID2 a refresh whose answer was lost is answered again with the same successor, and the session lives on', async () => {
    const room = await startTestRoom();
    const staff = await room.signIn();
    const socket = await staff.socket();
    const asked = { refreshToken: staff.refreshToken, id: randomUUID() };
    const lost = await room.anyone.call('auth_refresh', asked);
    const again = await room.anyone.call('auth_refresh', asked);
    expect(again.refreshToken).toBe(lost.refreshToken);
    const next = await room.anyone.call('auth_refresh', { refreshToken: again.refreshToken, id: randomUUID() });
    expect((await room.rest(next.token).call('me', {})).user.username).toBe('admin');
    await socket.settled();
    // What followed was used: whoever comes with the old one now has it from somewhere else, id or not.
    expect((await room.anyone.refusal('auth_refresh', asked)).code).toBe('token_revoked');
    await socket.closed;
  });

  it('ID2 an old refresh token with another id, or none, still ends the session', async () => {
    const room = await startTestRoom();
    for (const id of [randomUUID(), undefined]) {
      const { refreshToken, ...staff } = await room.signIn();
      await room.anyone.call('auth_refresh', { refreshToken, id: randomUUID() });
      expect((await room.anyone.refusal('auth_refresh', { refreshToken, ...(id ? { id } : {}) })).code).toBe('token_revoked');
      expect((await staff.rest.refusal('me', {})).code).toBe('token_revoked');
    }
  });

  it('ID2 signing out closes every socket of the session and of no other', async () => {
    const room = await startTestRoom();
    const leaving = await room.signIn();
    const staying = await room.signIn();
    const [socket, alerts, other] = await Promise.all([leaving.socket(), leaving.alerts(), staying.socket()]);
    await leaving.rest.call('auth_logout', {});
    await Promise.all([socket.closed, alerts.closed]);
    expect(await refusals(room, leaving.token)).toEqual(everywhere('token_revoked'));
    await other.settled();
  });

  it('ID2 keeps sessions and revocations over a restart', async () => {
    const room = await startTestRoom();
    const [good, gone] = [await room.signIn(), await room.signIn()];
    const day = await prepareExam(room);
    await gone.rest.call('auth_logout', {});
    await room.stop();
    const again = await startTestRoom({ dataDir: room.dataDir });
    expect(again.joinCode).toBe(room.joinCode);
    expect(await refusals(again, gone.token)).toEqual(everywhere('token_revoked'));
    expect((await again.rest(good.token).call('me', {})).user.username).toBe('admin');
    expect((await again.rest(at(day.candidates, 0).token).call('attempt_get', {})).attempt.state).toBe('in_progress');
    expect((await again.anyone.call('auth_refresh', { refreshToken: good.refreshToken })).token).toBeTruthy();
  });
});
