import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { StartError } from '../../../src/main/domain/start-error.ts';
import { openDataDir } from '../../../src/main/storage/data-dir.ts';
import { tempDirs } from '../../support/temp-dir.ts';

const tempDir = tempDirs();
const MODULE = new URL('../../../src/main/storage/data-dir.ts', import.meta.url).href;
const PROGRAM = `
  const { openDataDir } = await import(${JSON.stringify(MODULE)});
  try {
    const dataDir = openDataDir(process.argv[1]);
    console.log('held');
    process.stdin.on('data', () => { dataDir.release(); console.log('released'); });
  } catch (error) {
    console.log(error.code);
    process.exit(1);
  }
`;

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** A second process that opens the data dir; says `held` and keeps it, or the code of its refusal. */
async function open(dir: string) {
  const child = spawn(
    process.execPath,
    ['--experimental-strip-types', '--no-warnings', '--input-type=module', '--eval', PROGRAM, dir],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  children.push(child);
  const exited = once(child, 'exit');
  const nextLine = async (): Promise<string> => String((await once(child.stdout, 'data'))[0]).trim();
  return {
    said: await nextLine(),
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
    release: async () => {
      const answer = nextLine();
      child.stdin.write('release\n');
      return await answer;
    },
  };
}

const refusalOf = (path: string): StartError => {
  try {
    openDataDir(path).release();
  } catch (error) {
    if (error instanceof StartError) return error;
    throw error;
  }
  throw new Error('The data dir was accepted.');
};

describe('data dir', () => {
  it('OP1 is made with its parents, for its owner alone, and holds only the lock file', () => {
    const path = join(tempDir(), 'a', 'b');
    const dataDir = openDataDir(path);
    expect(dataDir.path).toBe(path);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o700);
    expect(readdirSync(path)).toEqual(['invigil.lock']);
    expect(statSync(join(path, 'invigil.lock')).size).toBe(0);
    dataDir.release();
    dataDir.release();
    expect(readdirSync(path)).toEqual(['invigil.lock']);
  });

  it('OP1 is taken only once within a process, and can be taken again after its release', () => {
    const path = tempDir();
    const first = openDataDir(path);
    expect(refusalOf(path)).toMatchObject({ code: 'data_dir_locked', message: expect.stringContaining(path) });
    expect(refusalOf(path).code).toBe('data_dir_locked');
    first.release();
    openDataDir(path).release();
  });

  it('OP1 security-55 a second process is refused while the first runs, and its attempts loosen nothing', async () => {
    const path = tempDir();
    const first = await open(path);
    expect(first.said).toBe('held');
    for (let attempt = 0; attempt < 3; attempt += 1) expect(refusalOf(path).code).toBe('data_dir_locked');
    expect((await open(path)).said).toBe('data_dir_locked');
    expect(readdirSync(path)).toEqual(['invigil.lock']);
    await first.kill();
  });

  it('OP1 the lock dies with its holder, killed without warning', async () => {
    const path = tempDir();
    for (let round = 0; round < 3; round += 1) {
      const holder = await open(path);
      expect(holder.said).toBe('held');
      expect(refusalOf(path).code).toBe('data_dir_locked');
      await holder.kill();
      openDataDir(path).release();
    }
  });

  it('OP1 a released data dir is free although its former holder still runs', async () => {
    const path = tempDir();
    const holder = await open(path);
    expect(await holder.release()).toBe('released');
    const dataDir = openDataDir(path);
    expect((await open(path)).said).toBe('data_dir_locked');
    dataDir.release();
  });

  it.skipIf(process.platform === 'win32')('OP1 a second name for the same folder does not help', () => {
    const parent = tempDir();
    const [path, alias] = [join(parent, 'room'), join(parent, 'alias')];
    const dataDir = openDataDir(path);
    symlinkSync(path, alias);
    expect(refusalOf(alias).code).toBe('data_dir_locked');
    dataDir.release();
  });

  it('OP1 a path that cannot be a folder is unwritable, in words, and nothing is made', () => {
    const parent = tempDir();
    writeFileSync(join(parent, 'file'), '');
    for (const path of [join(parent, 'file'), join(parent, 'file', 'below')]) {
      expect(refusalOf(path)).toMatchObject({ code: 'data_dir_unwritable', message: expect.stringMatching(/--data-dir/) });
    }
    expect(readdirSync(parent)).toEqual(['file']);
  });

  it('OP1 a folder in the place of the lock file is unwritable, not locked', () => {
    const path = tempDir();
    mkdirSync(join(path, 'invigil.lock'));
    expect(refusalOf(path).code).toBe('data_dir_unwritable');
  });

  it.runIf(existsSync('/dev/full'))('OP1 a full disk is found before the store is opened, and the lock is given back', () => {
    const path = tempDir();
    const probe = join(path, `.write-probe-${process.pid}`);
    symlinkSync('/dev/full', probe);
    expect(refusalOf(path)).toMatchObject({ code: 'data_dir_unwritable', message: expect.stringContaining('ENOSPC') });
    // The probe removes what it finds under its name, so the second attempt meets a healthy folder, unlocked.
    openDataDir(path).release();
  });
});
