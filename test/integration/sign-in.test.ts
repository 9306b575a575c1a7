import { describe, expect, it } from 'vitest';
import { openRoom } from '../../src/main/app/open-room.ts';
import { prepareExam } from '../support/exam-day.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { ADMIN_PASSWORD, testRooms } from '../support/start-test-room.ts';
import { queryStore, readStoreBytes } from '../support/store-file.ts';
import { tempDirs } from '../support/temp-dir.ts';

const startTestRoom = testRooms();
const tempDir = tempDirs();

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
  it('ID1 security-46 answers a wrong password, an unknown user and a candidate number alike', async () => {
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

describe('ID1 a changed password', () => {
  it('ID1 opens no session for the old one, however close together they come', async () => {
    const room = await startTestRoom();
    const admin = await room.signIn();
    const proctor = await room.proctor('petra');
    const old = { username: 'petra', password: 'the seventh garden gate' };
    const change = admin.rest.call('user_passwd', { username: 'petra', password: 'the eighth garden gate' });
    // Checked against the old hash, most of them after it was replaced; so few that nobody has to wait for wrong ones.
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => room.anyone.send('POST', '/api/v1/auth/login', { body: old })),
    );
    await change;
    for (const answer of answers) {
      if (answer.status === 401) expect(answer.problem().code).toBe('credentials_invalid');
      else expect((await room.rest(answer.json<{ token: string }>().token).refusal('me', {})).code).toBe('token_revoked');
    }
    expect((await proctor.rest.refusal('me', {})).code).toBe('token_revoked');
    expect((await room.signIn('petra', 'the eighth garden gate')).user.role).toBe('proctor');
  });
});

describe('ID1 guessing', () => {
  const wrong = { username: 'admin', password: 'not the lighthouse keeper' };

  it('ID1 is answered rate_limited after five wrong passwords, until a second has passed', async () => {
    const clock = createFakeClock();
    const room = await startTestRoom({ clock });
    for (let guess = 0; guess < 5; guess++)
      expect((await room.anyone.refusal('auth_login', wrong)).code).toBe('credentials_invalid');
    const right = { username: ' ADMIN ', password: ADMIN_PASSWORD };
    const answer = await room.anyone.send('POST', '/api/v1/auth/login', { body: right });
    expect(answer.problem()).toMatchObject({ status: 429, code: 'rate_limited' });
    expect(answer.headers['retry-after']).toBeDefined();
    clock.advance(1_000);
    const admin = await room.signIn();
    const { entries } = await admin.rest.call('audit_list', { limit: 1_000 });
    expect(entries.filter(({ action }) => action === 'login.refused')).toHaveLength(5);
    expect((await room.anyone.refusal('auth_login', wrong)).code, 'a right one wipes the slate').toBe('credentials_invalid');
  });

  it('ID1 delays neither another address nor another account', async () => {
    const dataDir = tempDir();
    const limits = { maxConnections: 10, maxConnectionsPerStudent: 5, maxConnectionsPerStaff: 5 };
    const clock = createFakeClock();
    const room = await openRoom({ dataDir, logLevel: 'error', adminPassword: ADMIN_PASSWORD, ...limits }, { clock });
    try {
      const from = (ip: string, body: object) =>
        room.router.dispatch('auth_login', body, { kind: 'anyone', ip }).then(
          () => 'in',
          (error: { code: string }) => error.code,
        );
      for (let guess = 0; guess < 5; guess++) expect(await from('10.0.0.66', wrong)).toBe('credentials_invalid');
      expect(await from('10.0.0.66', wrong)).toBe('rate_limited');
      expect(await from('10.0.0.66', { ...wrong, username: 'other' })).toBe('credentials_invalid');
      expect(await from('10.0.0.7', { username: 'admin', password: ADMIN_PASSWORD })).toBe('in');
    } finally {
      await room.close();
    }
  });

  it('ID1 the setup code costs time as well, by address', async () => {
    const clock = createFakeClock();
    const room = await startTestRoom({ clock, config: { adminPassword: undefined as never } });
    const guess = { setupCode: 'AAAA-AAAA', password: ADMIN_PASSWORD };
    for (let time = 0; time < 5; time++) expect((await room.anyone.refusal('setup', guess)).code).toBe('setup_code_invalid');
    const right = { setupCode: room.setupCode ?? '', password: ADMIN_PASSWORD };
    expect((await room.anyone.refusal('setup', right)).code).toBe('rate_limited');
    expect(queryStore(room.dataDir, "SELECT seq FROM audit_entries WHERE action = 'setup.refused'")).toHaveLength(5);
    clock.advance(1_000);
    expect((await room.anyone.call('setup', right)).user.role).toBe('admin');
  });
});
