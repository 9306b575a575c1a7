import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/shared/protocol/index.ts';
import { openAlerts } from '../support/alerts-driver.ts';
import { type Nginx, startNginx, whyNoNginx } from '../support/nginx.ts';
import { createRest, sendHttp } from '../support/rest-driver.ts';
import { type ServeProcess, startServe } from '../support/serve-process.ts';
import { connectRefusal, openSocket } from '../support/socket-driver.ts';
import { ADMIN_PASSWORD } from '../support/test-room-files.ts';

const reason = whyNoNginx();
const SECRET = 'a-token-in-an-address-eyJhbGciOiJub25lIn0';

/* What docs/nginx.conf promises and the other cases, which go through it, do not see. */
describe.skipIf(reason !== undefined)(`OP2 the documented nginx${reason ? ` (left out: ${reason})` : ''}`, () => {
  const dirs: string[] = [];
  const proxies: Nginx[] = [];
  let room: ServeProcess;
  let upstream: string;
  const trusted = getCACertificates('default');

  const newDir = (): string => {
    const dir = mkdtempSync(join(tmpdir(), 'invigil-nginx-'));
    dirs.push(dir);
    return dir;
  };
  const nginx = async (to = upstream, change?: (text: string) => string): Promise<Nginx> => {
    const started = await startNginx({ upstream: to, dir: newDir(), ...(change ? { change } : {}) });
    proxies.push(started);
    setDefaultCACertificates([...trusted, readFileSync(started.certificate, 'utf8')]);
    return started;
  };
  const start = (env: Record<string, string>): ServeProcess => startServe(['--port', '0', '--data-dir', newDir()], env);

  beforeAll(async () => {
    room = start({
      INVIGIL_TRUSTED_PROXIES: '127.0.0.1',
      INVIGIL_CORS_ORIGINS: 'https://exam.example',
      INVIGIL_SOCKET_CORS_ORIGINS: 'https://exam.example',
    });
    upstream = (await room.ready).url;
  });
  afterEach(async () => {
    for (const one of proxies.splice(0)) await one.stop();
  });
  afterAll(async () => {
    setDefaultCACertificates(trusted);
    room.kill('SIGTERM');
    await room.exit;
    for (const dir of dirs) rmSync(dir, { recursive: true, force: true });
  });

  const signIn = async (url: string, headers: Record<string, string> = {}): Promise<{ token: string; ip: string }> => {
    const answer = await sendHttp(url, 'POST', '/api/v1/auth/login', {
      body: { username: 'admin', password: ADMIN_PASSWORD },
      headers,
    });
    const { token } = COMMANDS.auth_login.output.parse(answer.json());
    const rest = createRest(url, token);
    const { sessionId } = await rest.call('me', {});
    const { sessions } = await rest.call('sessions_list', {});
    return { token, ip: sessions.find(({ id }) => id === sessionId)?.device.ip ?? '' };
  };

  it('OP2 tells the room who asks, and takes nobody’s word for it', async () => {
    const { url } = await nginx();
    const claims = { 'x-forwarded-for': '203.0.113.9', 'x-real-ip': '203.0.113.9', forwarded: 'for=203.0.113.9' };
    expect((await signIn(url, claims)).ip).toBe('127.0.0.1');
    const { url: credulous } = await nginx(upstream, (text) => text.replace('$remote_addr;', '$http_x_forwarded_for;'));
    expect((await signIn(credulous, claims)).ip, 'with a proxy that passes it on').toBe('203.0.113.9');
  });

  it('OP2 is let in by its own name, its own address and the pages served there, and by no other', async () => {
    const { url } = await nginx();
    const { token } = await signIn(url);
    const ask = async (headers: Record<string, string>) => {
      const all = { authorization: `Bearer ${token}`, ...headers };
      const rest = (await sendHttp(url, 'GET', '/api/v1/me', { headers: all })).status;
      const socket = await openAlerts(url, undefined, { headers: all }).then(
        (opened) => {
          opened.close();
          return 200;
        },
        ({ status }: { status: number }) => status,
      );
      return [rest, socket];
    };
    expect(await ask({ origin: url })).toEqual([200, 200]);
    expect(await ask({ host: 'exam.example', origin: 'https://exam.example' })).toEqual([200, 200]);
    expect(await ask({ origin: 'https://evil.example' })).toEqual([403, 403]);
    expect(await ask({ host: 'other.example' })).toEqual([403, 403]);
  });

  it('OP2 writes no address with its query, neither of what went well nor of what did not', async () => {
    const proxy = await nginx();
    const lost = await nginx('http://127.0.0.1:1');
    const query = { token: SECRET, ticket: SECRET };
    setDefaultCACertificates([...trusted, ...[proxy, lost].map(({ certificate }) => readFileSync(certificate, 'utf8'))]);
    await expect(openAlerts(proxy.url, undefined, { query })).rejects.toMatchObject({ status: 401 });
    await expect(openAlerts(lost.url, undefined, { query })).rejects.toMatchObject({ status: 502 });
    expect(await connectRefusal(proxy.url, undefined, { query })).toBe('token_invalid');
    await sendHttp(proxy.url, 'GET', `/api/v1/me?token=${SECRET}`, {
      headers: { referer: `https://exam.example/?token=${SECRET}` },
    });
    const sentOn = await sendHttp(proxy.plainUrl, 'GET', `/socket.io/?token=${SECRET}`, {});
    expect([sentOn.status, sentOn.headers.location]).toEqual([301, 'https://exam.example/']);
    for (const one of [proxy, lost]) await one.stop();
    const logs = [proxy, lost]
      .flatMap(({ accessLog, errorLog }) => [accessLog, errorLog])
      .map((path) => readFileSync(path, 'utf8'));
    expect(logs[0]).toContain('GET /api/v1/me HTTP/1.1 400');
    expect(logs[0]).toContain('GET /ws/security/alerts HTTP/1.1 401');
    expect(logs[2]).toContain('GET /ws/security/alerts HTTP/1.1 502');
    expect(logs.join('')).not.toContain(SECRET);
  });

  it('OP2 passes a large paper on, and keeps nothing of it on its own disk', async () => {
    const { url, errorLog } = await nginx(upstream, (text) => text.replaceAll(' emerg;', ' warn;'));
    const { token } = await signIn(url);
    const headers = { authorization: `Bearer ${token}` };
    const large = await sendHttp(url, 'POST', '/api/v1/exams/import', {
      headers: { ...headers, 'content-type': 'text/plain' },
      body: Buffer.concat([Buffer.from('::one::Is it? {T}\n\n'), Buffer.alloc(3 * 1024 * 1024, '// nothing\n')]),
    });
    expect(large.status).toBe(201);
    expect(readFileSync(errorLog, 'utf8')).not.toContain('buffered to a temporary file');
  });

  it('OP2 keeps a socket that is quiet for longer than nginx itself would, and says goodbye with the room', async () => {
    // Heartbeats of the room keep it: with nginx’s patience at three of them, as documented, in a hundredth of the time.
    const own = start({ INVIGIL_TRUSTED_PROXIES: '127.0.0.1', WEBSOCKET_HEARTBEAT_INTERVAL: '300' });
    const { url } = await nginx((await own.ready).url, (text) =>
      text.replace('proxy_read_timeout 90s;', 'proxy_read_timeout 1s;'),
    );
    const { token } = await signIn(url);
    const alerts = await openAlerts(url, token);
    const socket = await openSocket(url, token);
    let beats = 0;
    alerts.raw.on('ping', () => beats++);
    await expect.poll(() => beats, { timeout: 10_000 }).toBeGreaterThanOrEqual(5);
    await socket.settled();
    own.kill('SIGTERM');
    await Promise.all([own.exit, alerts.closed, socket.closed]);
  });
});
