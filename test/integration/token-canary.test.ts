import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAlerts } from '../support/alerts-driver.ts';
import { type Nginx, startNginx, whyNoNginx } from '../support/nginx.ts';
import { liveSecretDay } from '../support/secret-day.ts';
import { createSecretBook } from '../support/secret-search.ts';
import { startServe } from '../support/serve-process.ts';

/** Every file below a folder, under its path from there; `but` is left out. */
function filesBelow(dir: string, but: readonly string[] = [], root = dir): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (const name of readdirSync(dir)) {
    const path = join(dir, name);
    if (but.includes(name)) continue;
    if (statSync(path).isDirectory()) for (const [inner, bytes] of filesBelow(path, but, root)) found.set(inner, bytes);
    else found.set(relative(root, path), readFileSync(path));
  }
  return found;
}

const noNginx = whyNoNginx();

describe(`SE3 what a day leaves behind${noNginx ? ` (without nginx: ${noNginx})` : ''}`, () => {
  const secrets = createSecretBook();
  const places = new Map<string, Buffer>();
  let essay: string;
  const dirs: string[] = [];
  const newDir = (): string => {
    const dir = mkdtempSync(join(tmpdir(), 'invigil-canary-'));
    dirs.push(dir);
    return dir;
  };
  const add = (where: string, found: ReadonlyMap<string, Buffer>): void => {
    for (const [path, bytes] of found) places.set(`${where} ${path}`, bytes);
  };

  beforeAll(async () => {
    const dataDir = newDir();
    const room = startServe(['--port', '0', '--data-dir', dataDir], {
      INVIGIL_LOG_LEVEL: 'debug',
      INVIGIL_TRUSTED_PROXIES: '127.0.0.1',
    });
    const trusted = getCACertificates('default');
    let nginx: Nginx | undefined;
    try {
      const { url } = await room.ready;
      if (!noNginx) {
        nginx = await startNginx({ upstream: url, dir: newDir() });
        setDefaultCACertificates([...trusted, readFileSync(nginx.certificate, 'utf8')]);
      }
      const day = await liveSecretDay(nginx?.url ?? url, secrets);
      essay = day.essay;
      add('export', day.exports);
      // While it runs: the log of the store is beside it. Its lock is let alone.
      add('running', filesBelow(dataDir, ['invigil.lock']));
      room.kill('SIGTERM');
      await room.exit;
      // Whoever comes back too early meets nginx alone, which has something to complain about.
      if (nginx) await expect(openAlerts(nginx.url, day.token)).rejects.toMatchObject({ status: 502 });
    } finally {
      room.kill('SIGTERM');
      setDefaultCACertificates(trusted);
      await nginx?.stop();
    }
    const { stdout, stderr } = await room.exit;
    // The code is told there on purpose, once.
    const lines = stdout.split('\n').filter((line) => !line.includes('"event":"join-code"'));
    add(
      'serve',
      new Map([
        ['stdout', Buffer.from(lines.join('\n'))],
        ['stderr', Buffer.from(stderr)],
      ]),
    );
    add('stopped', filesBelow(dataDir));
    if (nginx) {
      add(
        'nginx',
        new Map([
          ['access log', readFileSync(nginx.accessLog)],
          ['error log', readFileSync(nginx.errorLog)],
        ]),
      );
    }
  }, 60_000);
  afterAll(() => {
    for (const dir of dirs) rmSync(dir, { recursive: true, force: true });
  });

  it('SE3 security-09 no token, password, ticket, code or secret stands anywhere, in any form', () => {
    expect(secrets.size).toBeGreaterThan(40);
    expect(secrets.foundIn(places)).toEqual([]);
  });

  it('SE3 the search looked where things are', () => {
    const paths = [...places.keys()];
    for (const path of [
      'running invigil.db',
      'running invigil.db-wal',
      'stopped invigil.db',
      'stopped logs/invigil.log',
      'serve stdout',
    ])
      expect(paths).toContain(path);
    const known = createSecretBook();
    known.keep('the essay', essay);
    known.keep('the path of a request', '/api/v1/auth/refresh');
    const found = known.foundIn(places).join('\n');
    expect(found).toMatch(/the essay, as it is, in (running|stopped) invigil\.db/);
    expect(found).toContain('the path of a request, as it is, in stopped logs/invigil.log');
    if (!noNginx) expect(found).toContain('the path of a request, as it is, in nginx access log');
  });
});

describe('SE3 the search itself', () => {
  const SECRET = 'Zq3 &geheim+Ü/=~9';
  it.each([
    ['it is', SECRET],
    ['JSON', JSON.stringify({ x: '"\\', y: SECRET })],
    ['part of an address', `/?x=${encodeURIComponent(SECRET)}&y=`],
    ['part of a form', new URLSearchParams({ a: 'b', x: SECRET }).toString()],
    ['hex', Buffer.from(`in front ${SECRET} behind`).toString('hex')],
    ['base64', Buffer.from(`1${SECRET}behind`).toString('base64')],
    ['base64', Buffer.from(`12${SECRET}`).toString('base64')],
    ['base64', Buffer.from(`123${SECRET}.`).toString('base64')],
    ['base64url', Buffer.from(`1${SECRET}2`).toString('base64url')],
    ['UTF-16', Buffer.from(SECRET, 'utf16le')],
  ])('SE3 finds what stands there as %s', (_form, content) => {
    const book = createSecretBook();
    book.keep('it', SECRET);
    const place = Buffer.concat([Buffer.alloc(1_000, 'x'), Buffer.from(content), Buffer.alloc(1_000, 'y')]);
    expect(book.foundIn(new Map([['a file', place]]))).not.toEqual([]);
    expect(book.foundIn(new Map([['a file', place.subarray(0, 1_003)]]))).toEqual([]);
  });

  it('SE3 knows a JWT by its signature, and a number from a longer one', () => {
    const book = createSecretBook();
    const signature = 'bOqT1GdlZqS0uV7Xn0w2c3zYxkJ9lQhWm5RtUePaNsE';
    book.keep('a token', `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.${signature}`);
    book.keep('a code', '482913');
    const foundIn = (text: string) => book.foundIn(new Map([['a log', Buffer.from(text)]]));
    expect(foundIn(`redacted.redacted.${signature}`)).toEqual(['a token, as it is, in a log']);
    expect(foundIn('"totp":482913,')).toEqual(['a code, as it is, in a log']);
    expect(foundIn('"time":1482913004')).toEqual([]);
  });
});
