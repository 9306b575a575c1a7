import { createHmac, createPublicKey, type KeyObject, sign as signWith } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { openKeys } from '../../src/main/app/keys.ts';
import { UpgradeRefused } from '../support/alerts-driver.ts';
import { NOTIFICATIONS_PATH } from '../support/notification-day.ts';
import { connectRefusal } from '../support/socket-driver.ts';
import { type TestRoom, testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms({ per: 'file' });

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (part: string | undefined): Record<string, number | string> =>
  JSON.parse(Buffer.from(part ?? '', 'base64url').toString()) as never;

/** Every way a token can come to the room, with the code each refuses it with. */
const WAYS: Readonly<Record<string, (room: TestRoom, token: string) => Promise<string>>> = {
  REST: async (room, token) => {
    const answer = await room.rest(token).send('GET', '/api/v1/me');
    return answer.status < 400 ? 'let in' : answer.problem().code;
  },
  'Socket.IO, auth': (room, token) => connectRefusal(room.url, token).catch(() => 'let in'),
  'Socket.IO, header': (room, token) =>
    connectRefusal(room.url, undefined, { extraHeaders: { authorization: `Bearer ${token}` } }).catch(() => 'let in'),
  'Socket.IO, query': (room, token) => connectRefusal(room.url, undefined, { query: { token } }).catch(() => 'let in'),
  'Socket.IO, polling': (room, token) => connectRefusal(room.url, token, { transports: ['polling'] }).catch(() => 'let in'),
  'Socket.IO, polling, header': (room, token) =>
    connectRefusal(room.url, undefined, {
      transports: ['polling'],
      extraHeaders: { authorization: `Bearer ${token}` },
    }).catch(() => 'let in'),
  'notifications, query': (room, token) => upgrade(room.alerts(token, { path: NOTIFICATIONS_PATH })),
  'notifications, header': (room, token) =>
    upgrade(room.alerts(undefined, { path: NOTIFICATIONS_PATH, headers: { authorization: `Bearer ${token}` } })),
  'alerts, query': (room, token) => upgrade(room.alerts(token)),
  'alerts, header': (room, token) => upgrade(room.alerts(undefined, { headers: { authorization: `Bearer ${token}` } })),
};

const upgrade = (opening: Promise<{ close(): void }>): Promise<string> =>
  opening.then(
    (socket) => {
      socket.close();
      return 'let in';
    },
    (error: unknown) => (error instanceof UpgradeRefused ? (JSON.parse(error.body) as { code: string }).code : String(error)),
  );

/** The others are no tokens of this room at all. */
const EXPIRED = ['exp over', 'older than any token may be'];

describe.each(Object.entries(WAYS))('ID2 forged tokens over %s', (_way, verdict) => {
  let room: TestRoom;
  let good: string;
  let foreign: string;
  let seal: (text: string, hash?: string) => string;
  let roomKey: KeyObject;
  let spki: Buffer;
  let pem: string;

  beforeAll(async () => {
    // Thousands of connections of one user are what this is about.
    room = await startTestRoom({ config: { maxConnectionsPerStaff: 10_000 } });
    const other = await startTestRoom({ isWhole: true });
    good = (await room.signIn()).token;
    foreign = (await other.signIn()).token;
    // The forger has the room's own keys: what is refused then is refused for what the token says.
    const keys = openKeys(room.dataDir);
    seal = (text, hash = 'sha256') => createHmac(hash, keys.token).update(text).digest('base64url');
    roomKey = keys.room.privateKey;
    spki = keys.room.spki;
    pem = createPublicKey(roomKey).export({ type: 'spki', format: 'pem' }).toString();
  });

  it('ID2 the forger can make a good one, and that is let in', async () => {
    const [, body] = good.split('.');
    const text = `${encode({ alg: 'HS256', typ: 'JWT' })}.${body}`;
    expect(await verdict(room, `${text}.${seal(text)}`)).toBe('let in');
  });

  it('ID2 security-08 refuses what the token says of itself', async () => {
    const [head = '', body, signature] = good.split('.');
    const claims = decode(body);
    const now = Math.floor(Date.now() / 1000);
    const header = { alg: 'HS256', typ: 'JWT' };
    const of = (saidHeader: object, said: object, hash?: string) => {
      const text = `${encode(saidHeader)}.${encode(said)}`;
      return `${text}.${seal(text, hash)}`;
    };
    const without = (name: string) => Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name));
    const es256 = `${encode({ alg: 'ES256', typ: 'JWT' })}.${body}`;
    const text256 = `${encode(header)}.${body}`;
    const kidText = `${encode({ ...header, kid: '/dev/null' })}.${body}`;
    const ownKey = `${encode({ ...header, jwk: { kty: 'oct', k: 'aw' }, jku: 'http://127.0.0.1/keys' })}.${body}`;
    const hmacWith = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest('base64url');
    const forged: Record<string, string> = {
      'alg none': `${encode({ alg: 'none', typ: 'JWT' })}.${body}.`,
      'alg none, with a good signature': of({ alg: 'none', typ: 'JWT' }, claims),
      "HS512 with the room's key": of({ alg: 'HS512', typ: 'JWT' }, claims, 'sha512'),
      "HS384 with the room's key": of({ alg: 'HS384', typ: 'JWT' }, claims, 'sha384'),
      "ES256 with the room's own key": `${es256}.${signWith('sha256', Buffer.from(es256), { key: roomKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`,
      "HS256 with the room's public key": `${text256}.${hmacWith(spki, text256)}`,
      "HS256 with the room's public key as PEM": `${text256}.${hmacWith(pem, text256)}`,
      'HS256 with nothing': `${text256}.${hmacWith('', text256)}`,
      'alg in other letters': of({ alg: 'hs256', typ: 'JWT' }, claims),
      'no alg': of({ typ: 'JWT' }, claims),
      'another type': of({ alg: 'HS256', typ: 'at+jwt' }, claims),
      'a header that must be understood': of({ ...header, crit: ['b64'], b64: false }, claims),
      'a kid that asks a database': of({ ...header, kid: "x' UNION SELECT 'k" }, claims),
      'a kid that names an empty file': `${kidText}.${hmacWith('', kidText)}`,
      'a key it brings itself': `${ownKey}.${hmacWith('k', ownKey)}`,
      'exp that is no number': of(header, { ...claims, exp: String(claims.exp) }),
      'exp beyond all time': of(header, { ...claims, exp: 1e300 }),
      'a longer life than was given': of(header, { ...claims, exp: Number(claims.exp) + 60 }),
      'older than any token may be': of(header, { ...claims, iat: 1 }),
      'a kid': of({ ...header, kid: '../keys/token.key' }, claims),
      'no exp': of(header, without('exp')),
      'no iat': of(header, without('iat')),
      'no aud': of(header, without('aud')),
      'exp over': of(header, { ...claims, exp: now - 60 }),
      'iat in the future': of(header, { ...claims, iat: now + 3_600 }),
      'nbf in the future': of(header, { ...claims, nbf: now + 3_600 }),
      'another audience': of(header, { ...claims, aud: decode(foreign.split('.')[1]).aud }),
      'another issuer': of(header, { ...claims, iss: 'another' }),
      'a session of nobody': of(header, { ...claims, sid: '00000000-0000-4000-8000-000000000009' }),
      "another user's session": of(header, { ...claims, sub: '00000000-0000-4000-8000-000000000009' }),
      "another room's token": foreign,
      "this room's claims, another room's signature": `${head}.${body}.${foreign.split('.')[2]}`,
      'no signature': `${head}.${body}.`,
      'signature alone': `..${signature}`,
    };
    const wrong: string[] = [];
    for (const [what, token] of Object.entries(forged)) {
      const code = await verdict(room, token);
      if (code !== (EXPIRED.includes(what) ? 'token_expired' : 'token_invalid')) wrong.push(`${what}: ${code}`);
    }
    expect(wrong).toEqual([]);
  });

  it('ID2 refuses a good one with any character changed', async () => {
    const wrong: string[] = [];
    const places = Array.from({ length: good.length }, (_, place) => place);
    const tryAt = async (place: number) => {
      const old = good.charAt(place);
      const forged = good.slice(0, place) + (old === 'A' ? 'B' : 'A') + good.slice(place + 1);
      const code = await verdict(room, forged);
      if (code !== 'token_invalid') wrong.push(`${place}: ${code}`);
    };
    for (let from = 0; from < places.length; from += 25) await Promise.all(places.slice(from, from + 25).map(tryAt));
    expect(good.length).toBeGreaterThan(200);
    expect(wrong).toEqual([]);
  }, 60_000);
});
