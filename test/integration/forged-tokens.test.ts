import { createHmac, type KeyObject, sign as signWith } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { openKeys } from '../../src/main/app/keys.ts';
import { UpgradeRefused } from '../support/alerts-driver.ts';
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

const REFUSED = ['token_invalid', 'token_expired', 'token_missing'];

describe.each(Object.entries(WAYS))('ID2 forged tokens over %s', (_way, verdict) => {
  let room: TestRoom;
  let good: string;
  let foreign: string;
  let seal: (text: string, hash?: string) => string;
  let roomKey: KeyObject;

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
  });

  it('ID2 the forger can make a good one, and that is let in', async () => {
    const [, body] = good.split('.');
    const text = `${encode({ alg: 'HS256', typ: 'JWT' })}.${body}`;
    expect(await verdict(room, `${text}.${seal(text)}`)).toBe('let in');
  });

  it('ID2 refuses what the token says of itself', async () => {
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
    const forged: Record<string, string> = {
      'alg none': `${encode({ alg: 'none', typ: 'JWT' })}.${body}.`,
      'alg none, with a good signature': of({ alg: 'none', typ: 'JWT' }, claims),
      "HS512 with the room's key": of({ alg: 'HS512', typ: 'JWT' }, claims, 'sha512'),
      "HS384 with the room's key": of({ alg: 'HS384', typ: 'JWT' }, claims, 'sha384'),
      "ES256 with the room's own key": `${es256}.${signWith('sha256', Buffer.from(es256), { key: roomKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`,
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
      if (!REFUSED.includes(code)) wrong.push(`${what}: ${code}`);
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
