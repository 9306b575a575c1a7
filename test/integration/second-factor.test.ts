import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { at } from '../support/exam-day.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { ADMIN_PASSWORD, type Staff, type TestRoom, testRooms } from '../support/start-test-room.ts';
import { queryStore, readStoreBytes } from '../support/store-file.ts';

const startTestRoom = testRooms();

const PETRA = { username: 'petra', password: 'the seventh garden gate' };
const codeAt = (secret: string, epochMs: number): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: epochMs });
/** A code the app shows neither now nor a minute before or after. */
const wrongCode = (secret: string, epochMs: number): string => {
  const near = new Set([-4, -3, -2, -1, 0, 1, 2, 3, 4].map((step) => codeAt(secret, epochMs + step * 30_000)));
  return ['000000', '111111', '222222'].find((code) => !near.has(code)) ?? '333333';
};
const login = (totp?: string) => ({ ...PETRA, ...(totp === undefined ? {} : { totp }) });
const refused = async (room: TestRoom, totp?: string) => (await room.anyone.refusal('auth_login', login(totp))).code;

/** Petra with a second factor; the code of this step is used up. */
async function enrolled(clock: FakeClock, phoneAheadMs = 0) {
  const room = await startTestRoom({ clock });
  const petra = await room.proctor(PETRA.username);
  const { secret, uri } = await petra.rest.call('totp_enrol', {});
  const { recoveryCodes } = await petra.rest.call('totp_confirm', { totp: codeAt(secret, clock.now() + phoneAheadMs) });
  const code = () => codeAt(secret, clock.now() + phoneAheadMs);
  return { room, petra, secret, uri, recoveryCodes, code };
}
const nextStep = (clock: FakeClock) => clock.advance(30_000);

describe('ID1 a second factor', () => {
  it('ID1 is not asked for before its first code has confirmed it', async () => {
    const clock = createFakeClock();
    const room = await startTestRoom({ clock });
    const petra = await room.proctor(PETRA.username);
    const { secret, uri } = await petra.rest.call('totp_enrol', {});
    expect(uri).toMatch(/^otpauth:\/\/totp\/Invigil:petra\?/);
    expect(new URL(uri).searchParams.get('secret')).toBe(secret);
    expect(await petra.rest.call('totp_status', {})).toMatchObject({ isOn: false });
    expect((await petra.rest.refusal('totp_confirm', { totp: wrongCode(secret, clock.now()) })).code).toBe('totp_invalid');
    expect((await room.anyone.call('auth_login', PETRA)).user.username).toBe('petra');
    const { recoveryCodes } = await petra.rest.call('totp_confirm', { totp: codeAt(secret, clock.now()) });
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(await petra.rest.call('totp_status', {})).toEqual({ isOn: true, recoveryCodesLeft: 10, isRequired: false });
    expect((await petra.rest.refusal('totp_enrol', {})).code).toBe('state_conflict');
    expect((await petra.rest.refusal('totp_confirm', { totp: codeAt(secret, clock.now()) })).code).toBe('state_conflict');
  });

  it('ID1 is asked for after the password, and lets in with the code of this moment', async () => {
    const clock = createFakeClock();
    const { room, code } = await enrolled(clock);
    nextStep(clock);
    expect(await refused(room)).toBe('totp_required');
    expect((await room.anyone.refusal('auth_login', { ...PETRA, password: 'wrong', totp: code() })).code).toBe(
      'credentials_invalid',
    );
    expect(await refused(room, 'not a code')).toBe('totp_invalid');
    expect((await room.anyone.call('auth_login', login(code().replace(/(...)/, '$1 ')))).user.username).toBe('petra');
    expect((await room.signIn()).user.username, 'an account without one is not asked').toBe('admin');
  });

  it('ID1 refuses a code that was used, those before it, and a second use at the same moment', async () => {
    const clock = createFakeClock();
    const { room, code } = await enrolled(clock);
    expect(await refused(room, code()), 'used to confirm').toBe('totp_invalid');
    nextStep(clock);
    const before = code();
    nextStep(clock);
    const answers = await Promise.all(
      [1, 2, 3].map(() => room.anyone.send('POST', '/api/v1/auth/login', { body: login(code()) })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
    expect(await refused(room, before)).toBe('totp_invalid');
  });

  it('ID1 takes a minute either way, and learns how far the telephone is from the room', async () => {
    for (const ahead of [0, 9 * 60_000, -9 * 60_000]) {
      const clock = createFakeClock();
      const { room, secret } = await enrolled(clock, ahead);
      clock.advance(10 * 60_000);
      const shifted = (ms: number) => codeAt(secret, clock.now() + ahead + ms);
      expect(await refused(room, shifted(-90_000)), `${ahead}`).toBe('totp_invalid');
      expect(await refused(room, shifted(90_000)), `${ahead}`).toBe('totp_invalid');
      await room.anyone.call('auth_login', login(shifted(-60_000)));
      await room.anyone.call('auth_login', login(shifted(60_000)));
    }
  });

  it('ID1 guessing codes waits like guessing passwords, and leaving the code out does not wipe the slate', async () => {
    const clock = createFakeClock();
    const { room, secret, code } = await enrolled(clock);
    nextStep(clock);
    for (let guess = 0; guess < 5; guess++) {
      expect(await refused(room, wrongCode(secret, clock.now()))).toBe('totp_invalid');
      if (guess < 4) expect(await refused(room)).toBe('totp_required');
    }
    expect(await refused(room, code())).toBe('rate_limited');
    clock.advance(1_000);
    await room.anyone.call('auth_login', login(code()));
  });

  it('ID1 recovery codes let in once each, however they are typed', async () => {
    const clock = createFakeClock();
    const { room, petra, recoveryCodes } = await enrolled(clock);
    const [first, second, third] = [at(recoveryCodes, 0), at(recoveryCodes, 1), at(recoveryCodes, 2)];
    await room.anyone.call('auth_login', login(first));
    expect(await refused(room, first)).toBe('totp_invalid');
    await room.anyone.call('auth_login', login(second.toLowerCase().replaceAll('-', ' ')));
    expect(await petra.rest.call('totp_status', {})).toMatchObject({ recoveryCodesLeft: 8 });
    const fresh = await petra.rest.call('totp_new_codes', { totp: third });
    expect(fresh.recoveryCodes).toHaveLength(10);
    expect(await refused(room, at(recoveryCodes, 3))).toBe('totp_invalid');
    await room.anyone.call('auth_login', login(at(fresh.recoveryCodes, 0)));
  });

  it('ID1 can be removed by whoever has it, and reset by an administrator, who needs no code', async () => {
    const clock = createFakeClock();
    const { room, petra, secret, code } = await enrolled(clock);
    nextStep(clock);
    expect((await petra.rest.refusal('totp_remove', { totp: wrongCode(secret, clock.now()) })).code).toBe('totp_invalid');
    await petra.rest.call('totp_remove', { totp: code() });
    await room.anyone.call('auth_login', PETRA);
    expect((await petra.rest.refusal('totp_remove', { totp: code() })).code).toBe('state_conflict');

    const again = await petra.rest.call('totp_enrol', {});
    await petra.rest.call('totp_confirm', { totp: codeAt(again.secret, clock.now()) });
    expect(await refused(room)).toBe('totp_required');
    expect((await petra.rest.refusal('totp_reset', { username: 'petra' })).code).toBe('role_forbidden');
    const admin = await room.signIn();
    expect((await admin.rest.call('users_list', {})).users.filter(({ hasTotp }) => hasTotp)).toMatchObject([
      { username: 'petra' },
    ]);
    await admin.rest.call('totp_reset', { username: 'petra' });
    await room.anyone.call('auth_login', PETRA);
    const { entries } = await admin.rest.call('audit_list', { limit: 1_000 });
    const actions = entries.map(({ action }) => action).filter((action) => action.startsWith('totp.'));
    expect(actions).toEqual(['totp.enrolled', 'totp.confirmed', 'totp.removed', 'totp.enrolled', 'totp.confirmed', 'totp.reset']);
  });

  it('ID7 keeps secret and recovery codes sealed or hashed, and survives a restart', async () => {
    const clock = createFakeClock();
    const { room, secret, recoveryCodes, code } = await enrolled(clock);
    await room.stop();
    const bytes = readStoreBytes(room.dataDir);
    for (const text of [secret, ...recoveryCodes, ...recoveryCodes.map((one) => one.replaceAll('-', ''))])
      expect(bytes.includes(text)).toBe(false);
    expect(queryStore(room.dataDir, 'SELECT DISTINCT length(hash) AS n FROM second_factor_codes')).toEqual([{ n: 64 }]);
    const again = await startTestRoom({ dataDir: room.dataDir, clock });
    expect(await refused(again)).toBe('totp_required');
    expect(await refused(again, code()), 'used before the restart').toBe('totp_invalid');
    nextStep(clock);
    await again.anyone.call('auth_login', login(code()));
  });
});

describe('ID1 staff who need a second factor', () => {
  const secure = async (staff: Staff, clock: FakeClock) => {
    const { secret } = await staff.rest.call('totp_enrol', {});
    await staff.rest.call('totp_confirm', { totp: codeAt(secret, clock.now()) });
    return secret;
  };

  it('ID1 are signed out when it is decided, and begin one with their next sign-in', async () => {
    const clock = createFakeClock();
    const room = await startTestRoom({ clock });
    const petra = await room.proctor(PETRA.username);
    const admin = await room.signIn();
    expect((await admin.rest.refusal('sign_in_policy_set', { staffNeedTotp: true })).code).toBe('state_conflict');
    await secure(admin, clock);
    expect((await petra.rest.refusal('sign_in_policy_set', { staffNeedTotp: false })).code).toBe('role_forbidden');
    const socket = await petra.socket();
    expect(await admin.rest.call('sign_in_policy_set', { staffNeedTotp: true })).toEqual({ staffNeedTotp: true });
    await socket.closed;
    expect((await petra.rest.refusal('me', {})).code).toBe('token_revoked');

    const wrongPassword = await room.anyone.refusal('auth_login', { ...PETRA, password: 'wrong' });
    expect(JSON.stringify(wrongPassword)).not.toContain('enrol');
    const asked = await room.anyone.refusal('auth_login', PETRA);
    expect(asked).toMatchObject({ status: 401, code: 'totp_required', enrol: { uri: expect.stringContaining('otpauth://') } });
    const { secret } = (asked as unknown as { enrol: { secret: string } }).enrol;
    expect(await refused(room, wrongCode(secret, clock.now()))).toBe('totp_invalid');
    const { token } = await room.anyone.call('auth_login', login(codeAt(secret, clock.now())));
    expect(await room.rest(token).call('totp_status', {})).toEqual({ isOn: true, recoveryCodesLeft: 0, isRequired: true });
    nextStep(clock);
    const kept = await room.rest(token).refusal('totp_remove', { totp: codeAt(secret, clock.now()) });
    expect(kept.code).toBe('state_conflict');
    expect(await refused(room), 'a confirmed one is not shown again').toBe('totp_required');
    expect(await room.anyone.refusal('auth_login', PETRA)).not.toHaveProperty('enrol');
    expect((await room.anyone.refusal('auth_login', { username: 'admin', password: ADMIN_PASSWORD })).code).toBe('totp_required');
  });
});
