import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openAlerts } from '../support/alerts-driver.ts';
import { createRest } from '../support/rest-driver.ts';
import { freePort, refusedStart, serveProcesses } from '../support/serve-process.ts';
import { openSocket } from '../support/socket-driver.ts';
import { ADMIN_PASSWORD } from '../support/start-test-room.ts';
import { queryStore, readAllFiles } from '../support/store-file.ts';
import { tempDirs } from '../support/temp-dir.ts';

const serve = serveProcesses();
const makeDir = tempDirs();

const STOP_LIMIT_MS = 5_000;

describe('OP1 serve', () => {
  it('OP1 prints the ready line first, then the join code, and answers where it says', async () => {
    const dataDir = makeDir();
    const room = serve(['--port', '0', '--data-dir', dataDir]);
    const ready = await room.ready;
    expect(ready).toEqual({
      event: 'ready',
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      lanUrls: [],
      pid: room.pid,
      dataDir,
      version: (JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as { version: string }).version,
    });
    const anyone = createRest(ready.url);
    expect((await anyone.send('GET', '/healthz')).status).toBe(200);
    expect((await anyone.send('GET', '/readyz')).status).toBe(200);
    expect(await anyone.call('auth_login', { username: 'admin', password: ADMIN_PASSWORD })).toMatchObject({
      user: { role: 'admin' },
    });
    expect(room.lines[1]).toEqual({
      event: 'join-code',
      code: expect.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/),
    });
  });

  it('OP1 shows a setup code only while the room has no administrator', async () => {
    const dataDir = makeDir();
    const room = serve(['--port', '0', '--data-dir', dataDir], { INVIGIL_ADMIN_PASSWORD: '' });
    const { url } = await room.ready;
    expect(await createRest(url).call('setup_status', {})).toMatchObject({ needed: true });
    const setupCode = String(room.lines.find(({ event }) => event === 'setup-code')?.code);
    await createRest(url).call('setup', { setupCode, password: ADMIN_PASSWORD });
    room.kill('SIGTERM');
    await room.exit;
    const again = serve(['--port', '0', '--data-dir', dataDir], { INVIGIL_ADMIN_PASSWORD: '' });
    await again.ready;
    again.kill('SIGTERM');
    const { stdout } = await again.exit;
    expect(stdout).not.toContain('setup-code');
  });

  it('ID1 takes a weak password from the environment and says so: whoever runs the machine decides', async () => {
    const weak = 'Admin2026!';
    const room = serve(['--port', '0', '--data-dir', makeDir()], { INVIGIL_ADMIN_PASSWORD: weak });
    const { url } = await room.ready;
    const login = await createRest(url).call('auth_login', { username: 'admin', password: weak });
    expect(login).toMatchObject({ user: { role: 'admin' } });
    room.kill('SIGTERM');
    const { code, stderr, stdout } = await room.exit;
    expect(code).toBe(0);
    expect(stderr).toMatch(/^invigil: warning: INVIGIL_ADMIN_PASSWORD is easy to guess: .+\n$/);
    expect(stderr + stdout).not.toContain(weak);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'OP1 ends on %s with 0 in under 5 s, its sockets told and its store closed',
    async (signal) => {
      const dataDir = makeDir();
      const room = serve(['--port', '0', '--data-dir', dataDir]);
      const { url } = await room.ready;
      const { token } = await createRest(url).call('auth_login', { username: 'admin', password: ADMIN_PASSWORD });
      const [socket, polling, alerts] = await Promise.all([
        openSocket(url, token),
        openSocket(url, token, { transports: ['polling'] }),
        openAlerts(url, token),
      ]);
      const asked = Date.now();
      room.kill(signal);
      const { code, stdout } = await room.exit;
      expect(code).toBe(0);
      expect(Date.now() - asked).toBeLessThan(STOP_LIMIT_MS);
      expect(stdout).toContain('"stopped"');
      await Promise.all([socket.closed, alerts.closed]);
      polling.close();
      // Everything is in the one file again.
      expect([...readAllFiles(dataDir).keys()].filter((path) => /-(wal|shm)$/.test(path))).toEqual([]);
      const last = queryStore<{ action: string }>(dataDir, 'SELECT action FROM audit_entries ORDER BY seq DESC LIMIT 1');
      expect(last).toEqual([{ action: 'room.stopped' }]);
    },
  );

  it('OP1 ends in under 5 s although a client has sent half a request and another one nothing', async () => {
    const room = serve(['--port', '0', '--data-dir', makeDir()]);
    const { url } = await room.ready;
    const silent = connect(Number(new URL(url).port), '127.0.0.1');
    await once(silent, 'connect');
    const half = request(`${url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': '1000' },
    });
    half.on('error', () => {});
    half.write('{"username":');
    // The room has seen the half request once it answers one that came later.
    await createRest(url).send('GET', '/healthz');
    silent.on('error', () => {});
    const asked = Date.now();
    room.kill('SIGTERM');
    const { code, stderr } = await room.exit;
    half.destroy();
    silent.destroy();
    expect(code, stderr).toBe(0);
    expect(Date.now() - asked).toBeLessThan(STOP_LIMIT_MS);
  });

  it('OP1 refuses unknown flags and bad values as usage or configuration, in one clear line', async () => {
    const usage = await serve(['--no-such-flag']).exit;
    expect(usage.code).toBe(2);
    expect(usage.stderr).toContain('--no-such-flag');
    const port = await refusedStart(serve, ['--port', 'eighty', '--data-dir', makeDir()]);
    expect(port).toMatch(/port/i);
    expect(port).toContain('65535');
  });
});

describe('OP1 a disk that takes nothing any more', () => {
  const hasPrlimit = spawnSync('prlimit', ['--version']).status === 0;

  it.skipIf(!hasPrlimit)(
    'ST1 answers store_unavailable to whoever writes, and works again by itself when there is room',
    async () => {
      const dataDir = makeDir();
      const port = await freePort();
      const room = serve(['--port', String(port), '--data-dir', dataDir]);
      const { url } = await room.ready;
      const limit = (bytes: string) =>
        expect(spawnSync('prlimit', ['--pid', String(room.pid), `--fsize=${bytes}:`]).status).toBe(0);
      const login = () =>
        createRest(url).send('POST', '/api/v1/auth/login', { body: { username: 'admin', password: ADMIN_PASSWORD } });
      const { token } = (await login()).json<{ token: string }>();
      const socket = await openSocket(url, token);

      limit('4096');
      for (const answer of await Promise.all([login(), login(), login()])) {
        expect(answer.problem()).toMatchObject({ status: 503, code: 'store_unavailable' });
        expect(answer.headers['retry-after']).toBeDefined();
      }
      expect((await createRest(url).send('GET', '/healthz')).status).toBe(200);
      limit('unlimited');
      expect((await login()).status).toBe(200);
      await socket.settled();
      expect(await createRest(url, token).call('audit_verify', {})).toMatchObject({ ok: true });
      room.kill('SIGTERM');
      expect((await room.exit).code).toBe(0);
    },
  );
});
