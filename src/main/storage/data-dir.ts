import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { StartError } from '../domain/start-error.ts';

/** A data dir held by this process alone, until released or until the process dies. */
export interface DataDir {
  /** Absolute. */
  readonly path: string;
  /** Lets another process have it; harmless when repeated. */
  release(): void;
}

/**
 * Makes the data dir if needed, takes it for this process, and checks that it can be written.
 * Throws StartError `data_dir_locked` or `data_dir_unwritable`.
 */
export function openDataDir(path: string): DataDir {
  const dir = resolve(path);
  attempt(dir, () => mkdirSync(dir, { recursive: true, mode: 0o700 }));
  const lock = takeLock(dir);
  try {
    attempt(dir, () => probe(dir));
  } catch (error) {
    lock.close();
    throw error;
  }
  return { path: dir, release: () => lock.close() };
}

/**
 * An exclusive transaction on an empty SQLite file of its own: locks of the operating system (fcntl, LockFileEx)
 * that vanish with their holder, kill -9 included; nothing is ever written to the file. No code of this process
 * may open `invigil.lock` by other means: closing it would drop the lock (POSIX).
 */
function takeLock(dir: string): Database {
  let lock: Database | undefined;
  try {
    lock = new Sqlite(join(dir, 'invigil.lock'), { timeout: 0 });
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock?.close();
    if (codeOf(error).startsWith('SQLITE_BUSY')) {
      throw new StartError(
        'data_dir_locked',
        `The data folder ${dir} is in use by another running Invigil: close that one, or choose another folder with --data-dir.`,
      );
    }
    throw unwritable(dir, error);
  }
}

/**
 * Is a room open on this data dir? Asked by reading the lock's file: a room that holds it is not disturbed and makes the reading fail.
 * Throws what SQLite throws where the file cannot be read at all.
 */
export function isDataDirHeld(path: string): boolean {
  const file = join(resolve(path), 'invigil.lock');
  if (!existsSync(file)) return false;
  let lock: Database | undefined;
  try {
    lock = new Sqlite(file, { readonly: true, timeout: 0 });
    lock.prepare('SELECT count(*) FROM sqlite_schema').get();
    return false;
  } catch (error) {
    if (codeOf(error).startsWith('SQLITE_BUSY')) return true;
    throw error;
  } finally {
    lock?.close();
  }
}

/** Permission bits lie (root, read-only mounts, full disks): only writing shows that writing works. */
function probe(dir: string): void {
  const file = join(dir, `.write-probe-${process.pid}`);
  try {
    const fd = openSync(file, 'w', 0o600);
    try {
      writeSync(fd, 'invigil');
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  } finally {
    rmSync(file, { force: true });
  }
}

function attempt(dir: string, step: () => void): void {
  try {
    step();
  } catch (error) {
    throw unwritable(dir, error);
  }
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

const unwritable = (dir: string, cause: unknown): StartError =>
  new StartError(
    'data_dir_unwritable',
    `The data folder ${dir} cannot be written (${codeOf(cause) || 'unknown reason'}): correct its permissions or free disk space, or choose another folder with --data-dir.`,
    { cause },
  );
