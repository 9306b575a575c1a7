import { createHmac, generateKeyPairSync, type KeyObject, sign as signWith } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSecretTokens, createTokens } from '../../../src/main/app/tokens.ts';
import type { SessionId, UserId } from '../../../src/shared/model/ids.ts';
import { RoomError } from '../../../src/shared/protocol/errors.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakeIds } from '../../support/fake-ids.ts';

const HOUR = 3_600_000;
const key = Buffer.alloc(32, 1);
const otherKey = Buffer.alloc(32, 2);
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const publicPem = publicKey.export({ type: 'spki', format: 'pem' });
const rsaPem = rsa.publicKey.export({ type: 'spki', format: 'pem' });

const setUp = () => {
  const clock = createFakeClock();
  const ids = createFakeIds();
  const tokens = createTokens({ key, roomId: 'room-1', clock });
  const claims = {
    userId: ids.next<UserId>(),
    sessionId: ids.next<SessionId>(),
    role: 'proctor' as const,
    expiresAt: clock.now() + HOUR,
  };
  return { clock, tokens, claims };
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

// --- a forger's tools: no library between the test and the bytes
const encode = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const hmac = (hash: string, secret: Buffer | string) => (text: string) =>
  createHmac(hash, secret).update(text).digest('base64url');
const asymmetric = (hash: string, secret: KeyObject) => (text: string) =>
  signWith(hash, Buffer.from(text), { key: secret, dsaEncoding: 'ieee-p1363' }).toString('base64url');
const build = (header: unknown, payload: unknown, seal: (text: string) => string): string => {
  const text = `${encode(header)}.${encode(payload)}`;
  return `${text}.${seal(text)}`;
};

const HEADER = { alg: 'HS256', typ: 'JWT' };
const NOW_S = createFakeClock().now() / 1000;
const PAYLOAD = {
  sid: '00000000-0000-4000-8000-000000000002',
  role: 'proctor',
  sub: '00000000-0000-4000-8000-000000000001',
  iss: 'invigil',
  aud: 'room-1',
  iat: NOW_S,
  exp: NOW_S + 3600,
};
const good = hmac('sha256', key);
const without = (...names: string[]) => Object.fromEntries(Object.entries(PAYLOAD).filter(([name]) => !names.includes(name)));
const withKey = (header: object) => build({ ...HEADER, ...header }, PAYLOAD, good);
const saying = (payload: object) => build(HEADER, { ...PAYLOAD, ...payload }, good);
const [goodHeader, goodPayload] = [encode(HEADER), encode(PAYLOAD)];

const FORGED: readonly (readonly [what: string, token: string, code: string])[] = [
  ['nothing at all', '', 'token_missing'],
  // algorithms
  ['alg none without a signature', `${encode({ alg: 'none', typ: 'JWT' })}.${goodPayload}.`, 'token_invalid'],
  ['alg none with a good signature', build({ alg: 'none', typ: 'JWT' }, PAYLOAD, good), 'token_invalid'],
  ['alg NONE', build({ alg: 'NONE', typ: 'JWT' }, PAYLOAD, () => ''), 'token_invalid'],
  ['no alg', build({ typ: 'JWT' }, PAYLOAD, good), 'token_invalid'],
  ['alg hs256', withKey({ alg: 'hs256' }), 'token_invalid'],
  ['alg as a list', withKey({ alg: ['HS256'] }), 'token_invalid'],
  ["HS384 with the room's key", build({ ...HEADER, alg: 'HS384' }, PAYLOAD, hmac('sha384', key)), 'token_invalid'],
  ["HS512 with the room's key", build({ ...HEADER, alg: 'HS512' }, PAYLOAD, hmac('sha512', key)), 'token_invalid'],
  ['HS512 in name, HS256 in fact', withKey({ alg: 'HS512' }), 'token_invalid'],
  ['HS256 in name, HS512 in fact', build(HEADER, PAYLOAD, hmac('sha512', key)), 'token_invalid'],
  ["HS256 keyed with the room's public key", build(HEADER, PAYLOAD, hmac('sha256', publicPem)), 'token_invalid'],
  ['HS256 keyed with an RSA public key', build(HEADER, PAYLOAD, hmac('sha256', rsaPem)), 'token_invalid'],
  ['HS256 keyed with nothing', build(HEADER, PAYLOAD, hmac('sha256', '')), 'token_invalid'],
  ['RS256', build({ ...HEADER, alg: 'RS256' }, PAYLOAD, asymmetric('sha256', rsa.privateKey)), 'token_invalid'],
  ['RS256 in name, HS256 in fact', withKey({ alg: 'RS256' }), 'token_invalid'],
  [
    "ES256 with the room's own key",
    build({ ...HEADER, alg: 'ES256' }, PAYLOAD, asymmetric('sha256', privateKey)),
    'token_invalid',
  ],
  // a key of the forger's choice
  [
    'its own key in jwk',
    build({ ...HEADER, jwk: { kty: 'oct', k: otherKey.toString('base64url') } }, PAYLOAD, hmac('sha256', otherKey)),
    'token_invalid',
  ],
  ['a key file in kid', build({ ...HEADER, kid: '/dev/null' }, PAYLOAD, hmac('sha256', '')), 'token_invalid'],
  ['a key address in jku', build({ ...HEADER, jku: 'http://evil.test/k' }, PAYLOAD, hmac('sha256', otherKey)), 'token_invalid'],
  ["another room's key", build(HEADER, PAYLOAD, hmac('sha256', otherKey)), 'token_invalid'],
  ["the room's key cut short", build(HEADER, PAYLOAD, hmac('sha256', key.subarray(0, 31))), 'token_invalid'],
  // headers
  ['typ missing', build({ alg: 'HS256' }, PAYLOAD, good), 'token_invalid'],
  ['typ at+jwt', withKey({ typ: 'at+jwt' }), 'token_invalid'],
  ['typ empty', withKey({ typ: '' }), 'token_invalid'],
  ['typ as a number', withKey({ typ: 1 }), 'token_invalid'],
  ['a crit extension', withKey({ crit: ['exp'] }), 'token_invalid'],
  ['an unencoded payload', withKey({ b64: false, crit: ['b64'] }), 'token_invalid'],
  ['a header the room would have written otherwise', build({ typ: 'JWT', alg: 'HS256' }, PAYLOAD, good), 'token_invalid'],
  ['a header that is a list', build([HEADER], PAYLOAD, good), 'token_invalid'],
  ['a header that is no JSON', build('{"alg":"HS256"', PAYLOAD, good), 'token_invalid'],
  // claims
  ...['sub', 'sid', 'role', 'iss', 'aud', 'iat', 'exp'].map(
    (name) => [`no ${name}`, build(HEADER, without(name), good), 'token_invalid'] as const,
  ),
  ['exp as text', saying({ exp: String(PAYLOAD.exp) }), 'token_invalid'],
  ['exp null', saying({ exp: null }), 'token_invalid'],
  ['exp 1e400', build(HEADER, JSON.stringify(PAYLOAD).replace(`"exp":${PAYLOAD.exp}`, '"exp":1e400'), good), 'token_invalid'],
  ['exp over', saying({ exp: NOW_S - 31 }), 'token_expired'],
  ['exp 0', saying({ exp: 0 }), 'token_expired'],
  ['exp negative', saying({ exp: -1 }), 'token_expired'],
  ['nbf to come', saying({ nbf: NOW_S + 31 }), 'token_invalid'],
  ['nbf as text', saying({ nbf: 'now' }), 'token_invalid'],
  ['iat to come', saying({ iat: NOW_S + 31 }), 'token_invalid'],
  ['iat to come, nbf past', saying({ iat: NOW_S + 31, nbf: NOW_S }), 'token_invalid'],
  ['iat as text', saying({ iat: String(NOW_S) }), 'token_invalid'],
  ['iat before any token of the room', saying({ iat: NOW_S - 401 * 86_400 }), 'token_expired'],
  ['another audience', saying({ aud: 'room-2' }), 'token_invalid'],
  ['an audience list without this room', saying({ aud: ['room-2', 'room-10'] }), 'token_invalid'],
  ['audience in another case', saying({ aud: 'ROOM-1' }), 'token_invalid'],
  ['another issuer', saying({ iss: 'evil' }), 'token_invalid'],
  ['an issuer list', saying({ iss: ['invigil'] }), 'token_invalid'],
  ['an unknown role', saying({ role: 'root' }), 'token_invalid'],
  ['the alias of a role', saying({ role: 'officer' }), 'token_invalid'],
  ['a list of roles', saying({ role: ['admin'] }), 'token_invalid'],
  ['a user that is no id', saying({ sub: 'admin' }), 'token_invalid'],
  ['a session that is no id', saying({ sid: '1 OR 1=1' }), 'token_invalid'],
  ['a payload that is a list', build(HEADER, [PAYLOAD], good), 'token_invalid'],
  ['a payload that is no JSON', build(HEADER, '{"exp":', good), 'token_invalid'],
  ['expired and for another room', saying({ exp: NOW_S - 100, aud: 'room-2' }), 'token_invalid'],
  ['expired and badly signed', build(HEADER, { ...PAYLOAD, exp: NOW_S - 100 }, hmac('sha256', otherKey)), 'token_invalid'],
  // shapes
  ['one part', goodHeader, 'token_invalid'],
  ['two parts', `${goodHeader}.${goodPayload}`, 'token_invalid'],
  ['four parts', `${build(HEADER, PAYLOAD, good)}.x`, 'token_invalid'],
  ['five parts, as an encrypted one has', 'a.b.c.d.e', 'token_invalid'],
  ['no signature', `${goodHeader}.${goodPayload}.`, 'token_invalid'],
  ['a signature with padding', `${build(HEADER, PAYLOAD, good)}=`, 'token_invalid'],
  ['a line break at the end', `${build(HEADER, PAYLOAD, good)}\n`, 'token_invalid'],
  ['a space before it', ` ${build(HEADER, PAYLOAD, good)}`, 'token_invalid'],
  ['its scheme in front', `Bearer ${build(HEADER, PAYLOAD, good)}`, 'token_invalid'],
  [
    'JSON serialisation',
    JSON.stringify({ protected: goodHeader, payload: goodPayload, signature: good(`${goodHeader}.${goodPayload}`) }),
    'token_invalid',
  ],
  ['dots only', '..', 'token_invalid'],
  ['a signed megabyte', build(HEADER, { ...PAYLOAD, pad: 'x'.repeat(1_000_000) }, good), 'token_invalid'],
  ['a megabyte of dots', '.'.repeat(1_000_000), 'token_invalid'],
];

describe('tokens', () => {
  it('ID2 what the room signs it accepts, and reads the same claims from it', async () => {
    const { tokens, claims } = setUp();
    for (const role of ['admin', 'proctor', 'student', 'service'] as const) {
      expect(await tokens.verify(await tokens.sign({ ...claims, role }))).toEqual({ ...claims, role });
    }
  });

  it("ID2 the forger's tools make a good token when nothing is wrong with it", async () => {
    const { tokens, claims } = setUp();
    expect(await tokens.verify(build(HEADER, PAYLOAD, good))).toEqual(claims);
    expect(await tokens.verify(saying({ iat: NOW_S + 30, nbf: NOW_S + 30 }))).toEqual(claims);
  });

  it.each(FORGED)('ID2 security-08 refuses %s', async (_, token, code) => {
    expect(await refusalOf(setUp().tokens.verify(token))).toBe(code);
  });

  it('ID2 an absent token is missing, not invalid', async () => {
    expect(await refusalOf(setUp().tokens.verify(undefined))).toBe('token_missing');
  });

  it('ID2 security-08 refuses a good token with any bit flipped, any byte left out, any last character exchanged', async () => {
    const { tokens, claims } = setUp();
    const token = await tokens.sign(claims);
    const changed = new Set<string>();
    for (let place = 0; place < token.length; place += 1) {
      const [before, after] = [token.slice(0, place), token.slice(place + 1)];
      for (let bit = 0; bit < 8; bit += 1)
        changed.add(before + String.fromCharCode(token.charCodeAt(place) ^ (1 << bit)) + after);
      changed.add(before + after);
    }
    for (const last of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=')
      changed.add(token.slice(0, -1) + last);
    changed.delete(token);
    const accepted: string[] = [];
    for (const forged of changed) {
      if ((await refusalOf(tokens.verify(forged))) !== 'token_invalid') accepted.push(forged);
    }
    expect(changed.size).toBeGreaterThan(token.length * 8);
    expect(accepted).toEqual([]);
  });

  it('ID2 another room with the same key, and the same room with another key, refuse it', async () => {
    const { clock, tokens, claims } = setUp();
    const token = await tokens.sign(claims);
    expect(await refusalOf(createTokens({ key, roomId: 'room-2', clock }).verify(token))).toBe('token_invalid');
    expect(await refusalOf(createTokens({ key: otherKey, roomId: 'room-1', clock }).verify(token))).toBe('token_invalid');
    expect(await refusalOf(createTokens({ key, roomId: 'room-1', clock }).verify(token))).toBe('accepted');
  });

  it("ID2 expires by the room's clock, with 30 s of leeway", async () => {
    const { clock, tokens, claims } = setUp();
    const token = await tokens.sign(claims);
    clock.advance(HOUR + 29_999);
    expect(await refusalOf(tokens.verify(token))).toBe('accepted');
    clock.advance(1);
    expect(await refusalOf(tokens.verify(token))).toBe('token_expired');
  });

  it('ID2 a refusal says nothing of the token', async () => {
    const token = saying({ aud: 'room-2' });
    const error = await setUp()
      .tokens.verify(token)
      .catch((thrown: unknown) => thrown);
    expect(JSON.stringify([String(error), (error as Error).stack, (error as Error).cause ?? null])).not.toContain(
      token.split('.')[1],
    );
  });
});

describe('secret tokens', () => {
  it('ID2 are 256 random bits, known again by their hash alone', () => {
    const { make, hashOf } = createSecretTokens();
    const made = Array.from({ length: 500 }, make);
    expect(new Set(made.map(({ token }) => token)).size).toBe(500);
    for (const { token, hash } of made) {
      expect(Buffer.from(token, 'base64url').length).toBe(32);
      expect(token).toMatch(/^[\w-]{43}$/);
      expect(hash).toMatch(/^[0-9a-f]{64}$/);
      expect(hashOf(token)).toBe(hash);
      expect(hashOf(`${token}A`)).not.toBe(hash);
    }
  });
});
