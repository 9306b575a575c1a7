import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCertificate } from '../../src/main/app/certificate.ts';
import { openKeys } from '../../src/main/app/keys.ts';
import { checkClock } from '../../src/main/commands/doctor/check-computer.ts';
import type { Finding } from '../../src/main/commands/doctor/finding.ts';
import { clocks, DAY_MS, look, rowsOf, verdictsOf } from '../support/doctor.ts';
import { freePort } from '../support/serve-process.ts';
import { ADMIN_PASSWORD, testRooms } from '../support/start-test-room.ts';
import { editStore, queryStore } from '../support/store-file.ts';
import { tempDirs } from '../support/temp-dir.ts';

const startTestRoom = testRooms();
const tempDir = tempDirs();

/** Whatever is not as it should be says what to do. */
function expectRemedies({ findings }: { findings: readonly Finding[] }): void {
  for (const finding of findings) if (finding.verdict !== 'pass') expect(finding.remedy, finding.found).toMatch(/\w/);
}

/** A data dir a room has run on. */
async function usedDataDir(): Promise<string> {
  const room = await startTestRoom({ dataDir: tempDir() });
  await room.stop();
  return room.dataDir;
}

describe('OP1 doctor on a data dir', () => {
  it('OP1 finds nothing wrong with one that a room ran on, and changes nothing there', async () => {
    const dataDir = await usedDataDir();
    const before = readdirSync(dataDir).sort();
    const examination = await look(dataDir);
    for (const check of ['data dir', 'lock', 'disk', 'store', 'audit', 'keys', 'clock', 'settings', 'node'])
      expect(verdictsOf(examination, check), check).toEqual(['pass']);
    expect(rowsOf(examination, 'audit')[0]?.found).toMatch(/whole: [1-9]\d* entries/);
    expect(
      readdirSync(dataDir)
        .filter((name) => !/-(wal|shm)$/.test(name))
        .sort(),
    ).toEqual(before);
    // The room starts on it as if nobody had looked.
    await (await startTestRoom({ dataDir })).stop();
  });

  it('OP1 takes a missing one for a first start, and makes nothing', async () => {
    const dataDir = join(tempDir(), 'nobody', 'was', 'here');
    const examination = await look(dataDir);
    expect(examination.findings.filter(({ verdict }) => verdict === 'fail').map(({ check }) => check)).toEqual(['pages']);
    expect(rowsOf(examination, 'store')[0]?.found).toMatch(/no store yet/);
    expect(() => statSync(dataDir)).toThrow();
  });

  it('OP1 fails on a file in its place', async () => {
    const file = join(tempDir(), 'file');
    writeFileSync(file, 'x');
    expect(rowsOf(await look(file), 'data dir')).toEqual([
      expect.objectContaining({ verdict: 'fail', found: expect.stringMatching(/is a file/) }),
    ]);
    expect(verdictsOf(await look(join(file, 'below')), 'data dir')).toEqual(['fail']);
  });

  it.each([
    [
      'a foreign file',
      (path: string) => writeFileSync(path, 'this is a letter, and no database at all\n'.repeat(100)),
      /not a database/,
    ],
    ['a truncated one', (path: string) => truncateSync(path, 5 * 4096), /malformed|damaged|out of range/],
    ['a zeroed page', (path: string) => writeFileSync(path, readFileSync(path).fill(0, 4096, 3 * 4096)), /malformed|damaged/],
  ])('ST1 fails on %s as the store, and still looks at the rest', async (_what, spoil, found) => {
    const dataDir = await usedDataDir();
    spoil(join(dataDir, 'invigil.db'));
    const examination = await look(dataDir);
    expect(rowsOf(examination, 'store')).toEqual([
      expect.objectContaining({
        verdict: 'fail',
        found: expect.stringMatching(found),
        remedy: expect.stringMatching(/backup|aside/),
      }),
    ]);
    expect(verdictsOf(examination, 'keys')).toEqual(['pass']);
    expect(verdictsOf(examination, 'clock')).toEqual(['pass']);
  });

  it('ST1 fails on a newer store and on the store of another program, and leaves both as they are', async () => {
    const dataDir = await usedDataDir();
    editStore(dataDir, (db) => db.pragma('user_version = 999'));
    expect(rowsOf(await look(dataDir), 'store')).toEqual([
      expect.objectContaining({
        verdict: 'fail',
        found: expect.stringMatching(/newer/),
        remedy: expect.stringMatching(/start that version/),
      }),
    ]);
    expect(queryStore(dataDir, 'PRAGMA user_version')).toEqual([{ user_version: 999 }]);
    const other = tempDir();
    editStore(other, (db) => db.exec('CREATE TABLE recipes (name TEXT)'));
    expect(rowsOf(await look(other), 'store')).toEqual([
      expect.objectContaining({ verdict: 'fail', found: expect.stringMatching(/not the store of a room/) }),
    ]);
  });

  it('ST2 names the entry from which the audit log was changed', async () => {
    const dataDir = await usedDataDir();
    editStore(dataDir, (db) => {
      for (const { name } of db.prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all())
        db.exec(`DROP TRIGGER ${name}`);
      db.exec("UPDATE audit_entries SET actor = 'nobody' WHERE seq = 2");
    });
    expect(rowsOf(await look(dataDir), 'audit')).toEqual([
      expect.objectContaining({ verdict: 'fail', found: expect.stringMatching(/from entry 2 on/) }),
    ]);
  });

  it('ID2 fails on keys that are damaged, missing, of another store, or readable by others', async () => {
    const dataDir = await usedDataDir();
    const keys = join(dataDir, 'keys');
    const master = readFileSync(join(keys, 'master.key'), 'utf8');
    writeFileSync(join(keys, 'master.key'), master.replace('\n', '\nA'));
    expect(rowsOf(await look(dataDir), 'keys')).toEqual([
      expect.objectContaining({
        verdict: 'fail',
        found: expect.stringMatching(/master\.key is damaged/),
        remedy: expect.stringMatching(/backup/),
      }),
    ]);
    const stranger = tempDir();
    openKeys(stranger);
    writeFileSync(join(keys, 'master.key'), readFileSync(join(stranger, 'keys', 'master.key')));
    expect(rowsOf(await look(dataDir), 'keys')[0]).toMatchObject({
      verdict: 'fail',
      found: expect.stringMatching(/not those of the store/),
    });
    writeFileSync(join(keys, 'master.key'), master);
    expect(verdictsOf(await look(dataDir), 'keys')).toEqual(['pass']);
    const everything = JSON.stringify(await look(dataDir));
    expect(everything).not.toContain(master.split('\n')[1]);
    if (process.platform === 'win32') return;
    chmodSync(join(keys, 'token.key'), 0o644);
    expect(rowsOf(await look(dataDir), 'key rights')).toEqual([
      expect.objectContaining({
        verdict: 'fail',
        found: expect.stringContaining('token.key'),
        remedy: expect.stringMatching(/chmod 600/),
      }),
    ]);
    chmodSync(dataDir, 0o755);
    expect(verdictsOf(await look(dataDir), 'data dir')).toEqual(['warn']);
    expect(statSync(join(keys, 'token.key')).mode & 0o777).toBe(0o644);
  });

  it('OP1 says how much room the disk has', async () => {
    const dataDir = tempDir();
    const withFree = async (mib: number) => verdictsOf(await look(dataDir, { freeBytes: () => mib * 1024 ** 2 }), 'disk');
    expect([await withFree(10_000), await withFree(1_000), await withFree(100)]).toEqual([['pass'], ['warn'], ['fail']]);
  });

  it('EX9 sees a clock that cannot be right, one that is behind the store, and one that is turned', async () => {
    const dataDir = await usedDataDir();
    const at = async (now: number, turnedMs = 0) => verdictsOf(await look(dataDir, { clocks: clocks(now, turnedMs) }), 'clock');
    expect(await at(Date.UTC(2001, 0, 1))).toEqual(['fail']);
    expect(await at(Date.UTC(2140, 0, 1))).toEqual(['fail']);
    expect(await at(Date.now() - DAY_MS)).toEqual(['warn']);
    expect(await at(Date.now(), 5_000)).toEqual(['warn']);
    expect(await at(Date.now())).toEqual(['pass']);
    expect((await checkClock(clocks(Date.now(), -700), undefined))[0]?.found).toMatch(/turned by -700 ms/);
  });

  it('OP1 looks for the built pages and for a browser', async () => {
    const dataDir = tempDir();
    expect(verdictsOf(await look(dataDir), 'pages')).toEqual(['fail']);
    for (const page of ['console', 'exam']) {
      mkdirSync(join(dataDir, 'pages', page), { recursive: true });
      writeFileSync(join(dataDir, 'pages', page, 'index.html'), '<!doctype html>');
    }
    expect(verdictsOf(await look(dataDir), 'pages')).toEqual(['pass']);
    expect(verdictsOf(await look(dataDir), 'browser')).toEqual(['warn']);
    writeFileSync(join(dataDir, 'chromium'), '');
    expect(verdictsOf(await look(dataDir, { env: { PATH: dataDir }, platform: 'linux' }), 'browser')).toEqual(['pass']);
  });
});

describe('OP1 doctor on settings', () => {
  it('OP1 shows every setting with its source, and no secret', async () => {
    const dataDir = tempDir();
    writeFileSync(join(dataDir, 'config.toml'), 'maxConnections = 77\n[eventRate]\nburst = 9\n');
    const env = { INVIGIL_ADMIN_PASSWORD: ADMIN_PASSWORD, WEBSOCKET_HEARTBEAT_INTERVAL: '5000' };
    const { settings, findings } = await look(dataDir, { env });
    expect(settings).toMatchObject({
      dataDir: { value: dataDir, source: 'flag' },
      maxConnections: { value: 77, source: 'config.toml', name: 'maxConnections' },
      'eventRate.burst': { value: 9, source: 'config.toml' },
      heartbeatIntervalMs: { value: 5000, source: 'environment', name: 'WEBSOCKET_HEARTBEAT_INTERVAL' },
      maxUnauthenticated: { value: 2000, source: 'default' },
      websocketPort: { value: null, source: 'default' },
      adminPassword: { value: '(hidden)', source: 'environment' },
    });
    expect(JSON.stringify({ settings, findings })).not.toContain(ADMIN_PASSWORD);
  });

  it('OP1 says what cannot be used, what has no effect and what is unsafe', async () => {
    const dataDir = tempDir();
    const broken = await look(dataDir, { env: { INVIGIL_MAX_CONNECTIONS: 'many' } });
    expect(rowsOf(broken, 'settings')).toEqual([
      expect.objectContaining({ verdict: 'fail', found: expect.stringMatching(/INVIGIL_MAX_CONNECTIONS/) }),
    ]);
    const odd = await look(dataDir, {
      flags: { lan: true, plaintext: true },
      env: { INVIGIL_COLOUR: 'red', INVIGIL_ADMIN_PASSWORD: 'Admin2026!', INVIGIL_TRUSTED_PROXIES: '0.0.0.0/0' },
    });
    expect(rowsOf(odd, 'settings').map(({ verdict, found }) => [verdict, found.split(' ')[0]])).toEqual([
      ['warn', '"INVIGIL_COLOUR"'],
      ['warn', 'INVIGIL_ADMIN_PASSWORD'],
    ]);
    expect(verdictsOf(odd, 'encryption')).toEqual(['warn']);
    expect(verdictsOf(odd, 'trusted proxies')).toEqual(['fail']);
    expect(verdictsOf(await look(dataDir, { flags: { host: '192.0.2.7' } }), 'encryption')).toEqual(['warn']);
    expect(verdictsOf(await look(dataDir, { flags: { lan: true } }), 'encryption')).toEqual(['pass']);
    expectRemedies(broken);
    expectRemedies(odd);
  });

  it('OP1 fails on a port another program has, and on an address this computer has not', async () => {
    const port = await freePort();
    const dataDir = tempDir();
    expect(verdictsOf(await look(dataDir, { flags: { port: String(port) } }), 'port')).toEqual(['pass']);
    const other = createServer().listen(port, '127.0.0.1');
    const used = await look(dataDir, { flags: { port: String(port) } });
    await new Promise((resolve) => other.close(resolve));
    expect(rowsOf(used, 'port')).toEqual([
      expect.objectContaining({
        verdict: 'fail',
        found: expect.stringContaining(`${port} on 127.0.0.1 is used`),
        remedy: expect.stringMatching(/--port/),
      }),
    ]);
    const away = await look(dataDir, { flags: { port: String(port), host: '192.0.2.7' } });
    expect(rowsOf(away, 'port')[0]).toMatchObject({ verdict: 'fail', found: expect.stringMatching(/does not have/) });
  });

  it('OP2 judges the certificate by what the next start would do, and sooner when it is shown right now', async () => {
    const dataDir = tempDir();
    const { room: key } = openKeys(dataDir);
    const names = ['localhost', '127.0.0.1'];
    const now = Date.now();
    const certified = async (at: number) =>
      rowsOf(await look(dataDir, { flags: { lan: true }, clocks: clocks(at), names }), 'certificate')[0];
    expect(await certified(now)).toMatchObject({ verdict: 'pass', found: expect.stringMatching(/no certificate yet/) });
    await openCertificate(dataDir, key.privateKey, now, names);
    expect(await certified(now)).toMatchObject({ verdict: 'pass' });
    expect(await certified(now + 790 * DAY_MS)).toMatchObject({ verdict: 'warn', found: expect.stringMatching(/ends soon/) });
    expect(await certified(now + 900 * DAY_MS)).toMatchObject({ verdict: 'warn', found: expect.stringMatching(/has expired/) });
    expect(await certified(now - 10 * DAY_MS)).toMatchObject({ verdict: 'warn', found: expect.stringMatching(/not valid yet/) });
    writeFileSync(join(dataDir, 'keys', 'room-cert.pem'), 'nothing');
    expect(await certified(now)).toMatchObject({ verdict: 'warn', found: expect.stringMatching(/cannot be read/) });
  });
});
