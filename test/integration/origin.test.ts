import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { answersAtEveryDoor } from '../support/every-door.ts';
import { sendHttp } from '../support/rest-driver.ts';
import { type Staff, type TestRoom, testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms({ per: 'file' });
const REST_FRIEND = 'https://lms.example';
const SOCKET_FRIEND = 'https://console.example';

describe('ID4 origin and host', () => {
  let room: TestRoom;
  let staff: Staff;
  beforeAll(async () => {
    room = await startTestRoom({ config: { corsOrigins: [REST_FRIEND], socketCorsOrigins: [SOCKET_FRIEND] } });
    staff = await room.signIn();
  });

  const answers = (headers: Record<string, string>) => answersAtEveryDoor(room, staff.token, headers);
  const REFUSED = { rest: 403, polling: 403, websocket: 403, raw: 403 };
  const LET_IN = { rest: 200, polling: 200, websocket: 'open', raw: 'open' };
  const port = () => new URL(room.url).port;

  it('ID4 lets native clients in, which have no origin', async () => {
    expect(await answers({})).toEqual(LET_IN);
  });

  it('ID4 lets the room’s own pages in, by every name it has', async () => {
    for (const name of ['127.0.0.1', 'localhost', '[::1]', hostname().toLowerCase(), '192.168.1.20']) {
      const host = `${name}:${port()}`;
      expect(await answers({ host, origin: `http://${host}` }), name).toEqual(LET_IN);
    }
  });

  it.each([
    ['another site', 'https://evil.example'],
    ['the opaque origin', 'null'],
    ['another port of this machine', 'http://127.0.0.1:1'],
    ['a name that begins alike', 'http://127.0.0.1.evil.example'],
    ['no origin at all', 'nonsense'],
    ['an empty one', ''],
    ['an extension', 'chrome-extension://abcdefghijklmnop'],
    ['a file', 'file://'],
    ['a list', `${REST_FRIEND}, https://evil.example`],
  ])('ID4 security-12 refuses %s on every transport before the handshake', async (_what, origin) => {
    expect(await answers({ origin })).toEqual(REFUSED);
  });

  it('ID4 security-12 refuses a name that was made to point here (DNS rebinding), with or without an origin', async () => {
    for (const host of [`evil.example:${port()}`, 'evil.example', `localhost.evil.example:${port()}`]) {
      expect(await answers({ host, origin: `http://${host}` }), host).toEqual(REFUSED);
      expect(await answers({ host }), host).toEqual(REFUSED);
    }
  });

  it('ID4 keeps the list for REST and the list for sockets apart', async () => {
    expect(await answers({ origin: REST_FRIEND })).toEqual({ rest: 200, polling: 403, websocket: 403, raw: 403 });
    expect(await answers({ origin: SOCKET_FRIEND })).toEqual({ rest: 403, polling: 200, websocket: 'open', raw: 'open' });
  });

  it('ID4 says why in problem+json on every transport', async () => {
    const headers = { origin: 'https://evil.example' };
    for (const path of ['/api/v1/me', '/socket.io/?EIO=4&transport=polling']) {
      expect((await sendHttp(room.url, 'GET', path, { headers })).problem(), path).toMatchObject({
        status: 403,
        code: 'origin_forbidden',
      });
    }
    for (const path of ['/socket.io/?EIO=4&transport=websocket', '/ws/security/alerts']) {
      await expect(room.alerts(staff.token, { path, headers }), path).rejects.toMatchObject({
        status: 403,
        contentType: expect.stringContaining('application/problem+json'),
        body: expect.stringContaining('origin_forbidden'),
      });
    }
  });

  it('ID4 answers a preflight of a friend and of nobody else, and names the friend, never a star', async () => {
    const preflight = (origin: string) =>
      sendHttp(room.url, 'OPTIONS', '/api/v1/exams', { headers: { origin, 'access-control-request-method': 'POST' } });
    const friend = await preflight(REST_FRIEND);
    expect([friend.status, friend.headers['access-control-allow-origin']]).toEqual([204, REST_FRIEND]);
    const stranger = await preflight('https://evil.example');
    expect([stranger.status, stranger.headers['access-control-allow-origin']]).toEqual([403, undefined]);
    const answer = await sendHttp(room.url, 'GET', '/api/v1/me', {
      headers: { origin: REST_FRIEND, authorization: `Bearer ${staff.token}` },
    });
    expect(answer.headers['access-control-allow-origin']).toBe(REST_FRIEND);
    expect(answer.headers.vary).toContain('Origin');
  });

  it('protocol 1 checks the path first, then the origin, then the token', async () => {
    const evil = { origin: 'https://evil.example' };
    await expect(room.alerts(undefined, { path: '/nowhere', headers: evil })).rejects.toMatchObject({ status: 404 });
    await expect(room.alerts('bad token', { headers: evil })).rejects.toMatchObject({ status: 403 });
    expect((await sendHttp(room.url, 'GET', '/api/v1/me?token=x', { headers: evil })).status).toBe(403);
    const asked = async (method: string, path: string) => (await sendHttp(room.url, method, path, { headers: evil })).status;
    for (const path of ['/nowhere', '/api/v1/nothing', '/api/v1/exams/one/nothing?x=1'])
      expect(await asked('GET', path), path).toBe(404);
    expect(await asked('POST', '/nowhere')).toBe(404);
    // Something is there, if not for this method.
    for (const path of ['/api/v1/exams/', '/healthz', '/notification-test']) expect(await asked('GET', path), path).toBe(403);
    expect(await asked('POST', '/api/v1/me')).toBe(403);
  });

  it('protocol 1 shows a stranger none of its pages, and says of what is no page that it is not there', async () => {
    const webRoot = mkdtempSync(join(tmpdir(), 'invigil-pages-'));
    try {
      mkdirSync(join(webRoot, 'console/with space'), { recursive: true });
      writeFileSync(join(webRoot, 'console/index.html'), '<p>the console</p>');
      writeFileSync(join(webRoot, 'console/with space/a.js'), '1');
      const paged = await startTestRoom({ config: { webRoot } });
      const asked = async (path: string, headers: Record<string, string>) =>
        (await sendHttp(paged.url, 'GET', path, { headers })).status;
      for (const path of ['/', '/console/', '/console', '/console/index.html?v=1', '/console/with%20space/a.js']) {
        expect([path, await asked(path, { origin: 'https://evil.example' })]).toEqual([path, 403]);
        expect([path, (await asked(path, {})) < 400]).toEqual([path, true]);
      }
      for (const path of ['/console/other.js', '/api/v1/nothing', '/%2e%2e/keys/token.key', '/console/%00']) {
        expect([path, await asked(path, { origin: 'https://evil.example' })]).toEqual([path, 404]);
      }
      // What was put there later is a page for the room's own and nothing for a stranger.
      writeFileSync(join(webRoot, 'console/later.js'), '1');
      expect(await asked('/console/later.js', {})).toBe(200);
      expect(await asked('/console/later.js', { origin: 'https://evil.example' })).toBe(404);
      // A name that was made to point here is refused in the same way.
      expect(await asked('/console/', { host: 'evil.example' })).toBe(403);
    } finally {
      rmSync(webRoot, { recursive: true, force: true });
    }
  });

  it('OP1 sends every answer with a policy that lets nothing foreign in', async () => {
    const { headers } = await room.anyone.send('GET', '/healthz');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).not.toContain("'unsafe-eval'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers).not.toHaveProperty('x-powered-by');
  });

  it('OP1 trailing slashes are accepted, unknown paths are not, and neither is half understood', async () => {
    expect((await staff.rest.send('GET', '/api/v1/exams/')).status).toBe(200);
    for (const path of ['/api/v1/nothing', '/api/v2/me', '/api/v1/../../etc/passwd', '/%2e%2e/keys/token.key']) {
      expect((await staff.rest.send('GET', path)).problem(), path).toMatchObject({ status: 404, code: 'not_found' });
    }
    const xml = await staff.rest.send('POST', '/api/v1/auth/login', {
      body: '<xml/>',
      headers: { 'content-type': 'application/xml' },
    });
    expect(xml.problem()).toMatchObject({ status: 415, code: 'unsupported_media_type' });
    const big = await staff.rest.send('POST', '/api/v1/auth/login', { body: { username: 'x'.repeat(2_000_000), password: 'y' } });
    expect(big.problem()).toMatchObject({ status: 413, code: 'payload_too_large' });
  });
});
