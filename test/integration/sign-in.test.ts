import { describe, expect, it } from 'vitest';
import { prepareExam } from '../support/exam-day.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { ADMIN_PASSWORD, testRooms } from '../support/start-test-room.ts';
import { readStoreBytes } from '../support/store-file.ts';

const startTestRoom = testRooms();

describe('ID1 setting the room up', () => {
  it('ID1 needs the setup code of the terminal, once, and then never again', async () => {
    const room = await startTestRoom({ config: { adminPassword: undefined as never } });
    expect(await room.anyone.call('setup_status', {})).toMatchObject({ needed: true });
    expect((await room.anyone.refusal('setup', { setupCode: 'AAAA-AAAA', password: ADMIN_PASSWORD })).code).toBe(
      'setup_code_invalid',
    );
    expect((await room.anyone.refusal('setup', { setupCode: room.setupCode ?? '', password: 'short' })).code).toBe(
      'password_too_weak',
    );
    expect((await room.anyone.refusal('auth_login', { username: 'admin', password: ADMIN_PASSWORD })).code).toBe(
      'credentials_invalid',
    );

    const answer = await room.anyone.send('POST', '/api/v1/setup', {
      body: { setupCode: room.setupCode, password: ADMIN_PASSWORD },
    });
    expect(answer.status).toBe(201);
    expect(await room.anyone.call('setup_status', {})).toMatchObject({ needed: false });
    expect((await room.signIn()).user).toMatchObject({ username: 'admin', role: 'admin' });
    const again = await room.anyone.refusal('setup', { setupCode: room.setupCode ?? '', password: 'another long phrase here' });
    expect(again).toMatchObject({ code: 'setup_done', status: 409 });
  });

  it('ID1 takes the admin password of the environment only while there is no admin', async () => {
    const room = await startTestRoom();
    expect(room.setupCode).toBeUndefined();
    await room.stop();
    const again = await startTestRoom({ dataDir: room.dataDir, config: { adminPassword: 'a different evening song' } });
    expect((await again.anyone.refusal('auth_login', { username: 'admin', password: 'a different evening song' })).code).toBe(
      'credentials_invalid',
    );
    expect((await again.signIn()).user.role).toBe('admin');
  });
});

describe('ID1 signing in', () => {
  it('ID1 answers a wrong password, an unknown user and a candidate number alike', async () => {
    const room = await startTestRoom();
    await prepareExam(room, { until: 'draft' });
    const tries = [
      { username: 'admin', password: 'wrong password here' },
      { username: 'nobody', password: 'wrong password here' },
      { username: 'C001', password: '' as string },
    ].map((body) => ({ ...body, password: body.password || 'x' }));
    const answers = await Promise.all(tries.map((body) => room.anyone.send('POST', '/api/v1/auth/login', { body })));
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0]?.problem().code).toBe('credentials_invalid');
  });

  it('ID1 gives a token good for 8 hours and tells whose it is', async () => {
    const clock = createFakeClock();
    const room = await startTestRoom({ clock });
    const body = { username: 'admin', password: ADMIN_PASSWORD };
    const { token, expiresAt, user } = await room.anyone.call('auth_login', body);
    expect(Date.parse(expiresAt) - clock.now()).toBe(8 * 3_600_000);
    expect(await room.rest(token).call('me', {})).toMatchObject({ user });
  });

  it('ID1 names the field of a malformed sign-in and never repeats a password', async () => {
    const room = await startTestRoom();
    const answer = await room.anyone.send('POST', '/api/v1/auth/login', {
      body: { username: 'admin', password: ['hunter2-canary'] },
    });
    expect(answer.problem()).toMatchObject({ status: 400, code: 'invalid_input', errors: [{ field: 'password' }] });
    expect(answer.text).not.toContain('hunter2');
    const broken = await room.anyone.send('POST', '/api/v1/auth/login', {
      body: '{"username":',
      headers: { 'content-type': 'application/json' },
    });
    expect(broken.problem()).toMatchObject({ status: 400, code: 'invalid_input' });
  });

  it('ID1 accepts officer for proctor and stores proctor', async () => {
    const room = await startTestRoom();
    const admin = await room.signIn();
    const { user } = await admin.rest.call('user_add', {
      username: 'olga',
      displayName: 'Olga Officer',
      role: 'officer',
      password: 'the seventh garden gate',
    });
    expect(user).toMatchObject({ username: 'olga', displayName: 'Olga Officer', role: 'proctor' });
    expect((await room.signIn('OLGA', 'the seventh garden gate')).user.role).toBe('proctor');
    const twice = { username: 'Olga', displayName: 'O', role: 'proctor' as const, password: 'the eighth garden gate' };
    expect((await admin.rest.refusal('user_add', twice)).code).toBe('username_taken');
    const weak = { username: 'weak', displayName: 'W', role: 'proctor' as const, password: 'password12' };
    expect((await admin.rest.refusal('user_add', weak)).code).toBe('password_too_weak');
  });

  it('ID1 keeps no password and no token in the store, in plain', async () => {
    const room = await startTestRoom();
    const staff = await room.signIn();
    await room.stop();
    const bytes = readStoreBytes(room.dataDir);
    for (const secret of [ADMIN_PASSWORD, staff.token, staff.refreshToken]) expect(bytes.includes(secret)).toBe(false);
  });
});
