import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeTooOld } from '../../src/main/domain/start-error.ts';
import { createRest } from '../support/rest-driver.ts';
import { refusedStart, serveProcesses } from '../support/serve-process.ts';
import { ADMIN_PASSWORD } from '../support/start-test-room.ts';
import { editStore, readAllFiles } from '../support/store-file.ts';
import { tempDirs } from '../support/temp-dir.ts';

const serve = serveProcesses();
const makeDir = tempDirs();

/** Every file of a data dir by its hash; the lock and what only a running SQLite has beside its file are left out. */
const fingerprint = (dir: string): Record<string, string> =>
  Object.fromEntries(
    [...readAllFiles(dir)]
      .filter(([path]) => !/-(wal|shm)$|\.log$/.test(path))
      .map(([path, bytes]) => [path, createHash('sha256').update(bytes).digest('hex')]),
  );

/** A data dir a room has run on. */
async function usedDataDir(): Promise<string> {
  const dataDir = makeDir();
  const room = serve(['--port', '0', '--data-dir', dataDir]);
  await room.ready;
  room.kill('SIGTERM');
  expect((await room.exit).code).toBe(0);
  return dataDir;
}

describe('OP1 what cannot start says why and changes nothing', () => {
  it('OP1 security-55 a second start on the same data dir', async () => {
    const dataDir = makeDir();
    const first = serve(['--port', '0', '--data-dir', dataDir]);
    const { url } = await first.ready;
    const stderr = await refusedStart(serve, ['--port', '0', '--data-dir', dataDir]);
    expect(stderr).toContain(dataDir);
    expect(stderr).toMatch(/in use/);
    expect((await createRest(url).send('GET', '/readyz')).status).toBe(200);
    expect(await createRest(url).call('auth_login', { username: 'admin', password: ADMIN_PASSWORD })).toHaveProperty('token');
  });

  it('OP1 a data dir is free again when its holder was killed', async () => {
    const dataDir = makeDir();
    const first = serve(['--port', '0', '--data-dir', dataDir]);
    await first.ready;
    first.kill('SIGKILL');
    await first.exit;
    const second = serve(['--port', '0', '--data-dir', dataDir]);
    expect((await second.ready).event).toBe('ready');
  });

  it('OP1 a port in use, and the data dir is free again afterwards', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as { port: number };
    const dataDir = makeDir();
    const stderr = await refusedStart(serve, ['--port', String(port), '--data-dir', dataDir]);
    expect(stderr).toContain(String(port));
    expect(stderr).toContain('--port');
    await new Promise((resolve) => taken.close(resolve));
    const room = serve(['--port', String(port), '--data-dir', dataDir]);
    expect((await room.ready).url).toBe(`http://127.0.0.1:${port}`);
  });

  it('OP1 an unwritable data dir', async () => {
    const dir = makeDir();
    writeFileSync(join(dir, 'a-file'), 'not a folder');
    const dataDir = join(dir, 'a-file', 'below');
    const stderr = await refusedStart(serve, ['--port', '0', '--data-dir', dataDir]);
    expect(stderr).toContain(dataDir);
    expect(stderr).toMatch(/cannot be written/);
    expect(readFileSync(join(dir, 'a-file'), 'utf8')).toBe('not a folder');
  });

  it('ST1 a store from a newer version, left exactly as it was', async () => {
    const dataDir = await usedDataDir();
    editStore(dataDir, (db) => db.pragma('user_version = 4711'));
    const before = fingerprint(dataDir);
    const stderr = await refusedStart(serve, ['--port', '0', '--data-dir', dataDir]);
    expect(stderr).toMatch(/newer/);
    expect(stderr).toContain('4711');
    expect(fingerprint(dataDir)).toEqual(before);
  });

  it('ST1 a newer store that was copied out of WAL mode, left exactly as it was', async () => {
    const dataDir = await usedDataDir();
    editStore(dataDir, (db) => {
      db.pragma('journal_mode = DELETE');
      db.pragma('user_version = 4711');
    });
    const before = fingerprint(dataDir);
    expect(await refusedStart(serve, ['--port', '0', '--data-dir', dataDir])).toMatch(/newer/);
    expect(fingerprint(dataDir)).toEqual(before);
  });

  it('ST1 a file that is no store, and one with a torn page, left exactly as they were', async () => {
    const dataDir = await usedDataDir();
    const path = join(dataDir, 'invigil.db');
    const good = readFileSync(path);
    const torn = Buffer.from(good);
    torn.fill(0xa5, 4096 * 2, 4096 * 6);
    for (const bytes of [Buffer.from('This is no database, but long enough to look like one.'.repeat(200)), torn]) {
      writeFileSync(path, bytes);
      const before = fingerprint(dataDir);
      const stderr = await refusedStart(serve, ['--port', '0', '--data-dir', dataDir]);
      expect(stderr).toMatch(/damaged/);
      expect(stderr).toContain(path);
      expect(fingerprint(dataDir)).toEqual(before);
    }
    writeFileSync(path, good);
    expect((await serve(['--port', '0', '--data-dir', dataDir]).ready).event).toBe('ready');
  });

  it('ST1 a folder where the store should be', async () => {
    const dataDir = makeDir();
    mkdirSync(join(dataDir, 'invigil.db'));
    expect(await refusedStart(serve, ['--port', '0', '--data-dir', dataDir])).toContain('invigil.db');
  });

  it('ID2 a damaged key, which is not replaced', async () => {
    const dataDir = await usedDataDir();
    const path = join(dataDir, 'keys', 'master.key');
    const damaged = readFileSync(path, 'utf8').replace(/[A-Za-z]/, (letter) => (letter === 'x' ? 'y' : 'x'));
    writeFileSync(path, damaged);
    const stderr = await refusedStart(serve, ['--port', '0', '--data-dir', dataDir]);
    expect(stderr).toContain('master.key');
    expect(readFileSync(path, 'utf8')).toBe(damaged);
  });

  it('OP1 a Node that is too old: the entry checks before it loads the store', () => {
    for (const version of ['20.19.4', '18.0.0', '22.11.0']) expect(nodeTooOld(version)?.message).toMatch(/22\.12\.0 or newer/);
    for (const version of ['22.12.0', '24.0.0', '24.21.0', '26.1.0']) expect(nodeTooOld(version)).toBeUndefined();
    // The entry itself, made to believe it runs on an old Node: nothing of the store may be loaded by then.
    const entry = join(import.meta.dirname, '../../src/main/cli.ts');
    const preload = `Object.defineProperty(process.versions, 'node', { value: '20.19.4' }); process.dlopen = () => { throw new Error('the store was loaded'); };`;
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [
        '--no-warnings',
        '--import',
        `data:text/javascript,${encodeURIComponent(preload)}`,
        entry,
        'serve',
        '--port',
        '0',
        '--data-dir',
        makeDir(),
      ],
      { encoding: 'utf8', timeout: 20_000 },
    );
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toBe(`invigil: ${nodeTooOld('20.19.4')?.message}\n`);
  });
});
