import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createRecoveryTokens } from '../../../src/main/app/recovery-tokens.ts';
import { createTokens } from '../../../src/main/app/tokens.ts';
import type { AttemptId, SessionId, UserId } from '../../../src/shared/model/ids.ts';
import type { RecoveryRequestId } from '../../../src/shared/model/recovery.ts';
import { RoomError } from '../../../src/shared/protocol/errors.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakeIds } from '../../support/fake-ids.ts';

const HOUR = 3_600_000;
const key = Buffer.alloc(32, 1);

const setUp = () => {
  const clock = createFakeClock();
  const ids = createFakeIds();
  const parts = { key, roomId: 'room-1', clock };
  const claims = {
    userId: ids.next<UserId>(),
    attemptId: ids.next<AttemptId>(),
    requestId: ids.next<RecoveryRequestId>(),
    device: { deviceType: 'browser', os: 'Linux' },
  };
  return { clock, ids, claims, recovery: createRecoveryTokens(parts), access: createTokens(parts), parts };
};

const refusalOf = async (verdict: Promise<unknown>): Promise<string> => {
  try {
    await verdict;
  } catch (error) {
    if (error instanceof RoomError) return error.code;
    throw error;
  }
  return 'accepted';
};

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
/** A token signed with the room's own key: what is wrong with it is only what was changed. */
function forge(token: string, change: { header?: object; payload?: object; key?: Buffer; hash?: string }): string {
  const [header = '', payload = ''] = token.split('.');
  const read = (part: string): object => JSON.parse(Buffer.from(part, 'base64url').toString()) as object;
  const signed = `${encode({ ...read(header), ...change.header })}.${encode({ ...read(payload), ...change.payload })}`;
  return `${signed}.${createHmac(change.hash ?? 'sha256', change.key ?? key)
    .update(signed)
    .digest('base64url')}`;
}

describe('ID6 recovery tokens', () => {
  it('ID6 say who asks for what, until their end and 30 seconds more', async () => {
    const { clock, claims, recovery } = setUp();
    const token = recovery.sign(claims, clock.now() + HOUR);
    expect(recovery.isOne(token)).toBe(true);
    expect(await recovery.verify(token)).toEqual({ ...claims, expiresAt: clock.now() + HOUR });
    clock.advance(HOUR + 29_000);
    expect(await refusalOf(recovery.verify(token))).toBe('accepted');
    clock.advance(2_000);
    expect(await refusalOf(recovery.verify(token))).toBe('token_expired');
  });

  it('ID6 are no access tokens, nor are those recovery tokens, though one key signs both', async () => {
    const { clock, ids, claims, recovery, access } = setUp();
    const token = recovery.sign(claims, clock.now() + HOUR);
    expect(await refusalOf(access.verify(token))).toBe('token_invalid');
    // Not even one that names a session and a role.
    const posing = forge(token, { payload: { sid: ids.next<SessionId>(), role: 'admin' } });
    expect(await refusalOf(access.verify(posing))).toBe('token_invalid');
    const signIn = await access.sign({
      userId: claims.userId,
      sessionId: ids.next<SessionId>(),
      role: 'student',
      expiresAt: clock.now() + HOUR,
    });
    expect(recovery.isOne(signIn)).toBe(false);
    expect(await refusalOf(recovery.verify(signIn))).toBe('token_invalid');
  });

  it.each([
    ['another type', { header: { typ: 'JWT' } }],
    ['no type', { header: { typ: undefined } }],
    ['no algorithm', { header: { alg: 'none' } }],
    ['another algorithm', { header: { alg: 'HS512' }, hash: 'sha512' }],
    ['another key', { key: Buffer.alloc(32, 2) }],
    ['the audience of access tokens', { payload: { aud: 'room-1' } }],
    ['another room', { payload: { aud: 'room-2/recovery' } }],
    ['another issuer', { payload: { iss: 'somebody' } }],
    ['no end', { payload: { exp: undefined } }],
    ['no attempt', { payload: { att: undefined } }],
    ['an attempt that is no id', { payload: { att: 'every' } }],
    ['no request', { payload: { req: undefined } }],
    ['issued in the future', { payload: { iat: 4_000_000_000 } }],
    ['a device with a long tale', { payload: { dev: { deviceType: 'x'.repeat(500) } } }],
  ])('ID6 refuse %s', async (_what, change) => {
    const { clock, claims, recovery } = setUp();
    const token = recovery.sign(claims, clock.now() + HOUR);
    expect(await refusalOf(recovery.verify(forge(token, {})))).toBe('accepted');
    expect(await refusalOf(recovery.verify(forge(token, change)))).toBe('token_invalid');
  });

  it('ID6 stay short, whatever a device says of itself', async () => {
    const { clock, claims, recovery } = setUp();
    const device = { deviceType: '漢'.repeat(64), os: '🧨'.repeat(32), app: 'ก'.repeat(128) };
    const token = recovery.sign({ ...claims, device }, clock.now() + HOUR);
    expect(token.length).toBeLessThan(2_048);
    expect((await recovery.verify(token)).device.deviceType).toBe('漢'.repeat(20));
  });
});
