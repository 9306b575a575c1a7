import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { invariant } from '../../shared/assert.ts';
import { StartError } from '../domain/start-error.ts';
import { assertKnownVersion, migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';

/** Enough for a whole room's day; keeps a forgotten reader from growing the log without bound (R16). */
const WAL_LIMIT_BYTES = 64 * 1024 * 1024;

export const isSqliteError = (error: unknown): error is Error & { code: string } => error instanceof Error && 'code' in error;

/** Every connection to the store is opened here and nowhere else, so that none can miss a pragma. */
export function connect(path: string): Database {
  const db = new Sqlite(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  // better-sqlite3 opens WAL stores at NORMAL, where a power cut loses acknowledged rows (ADR 2).
  invariant(db.pragma('synchronous', { simple: true }) === 2, 'an acknowledged row is on disk only with synchronous=FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('busy_timeout = 2000');
  db.pragma('secure_delete = ON');
  db.pragma(`journal_size_limit = ${WAL_LIMIT_BYTES}`);
  db.pragma('cache_size = -16000');
  return db;
}

/**
 * Copies the store before its schema changes, so that a failed update can be undone by hand. By SQLite itself: a
 * file copy in this process would drop the store's locks when it closes its own handle.
 */
function backUp(db: Database, dataDir: string): void {
  const folder = join(dataDir, 'backups');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const version = Number(db.pragma('user_version', { simple: true }));
  const target = join(folder, `before-schema-${version + 1}.db`);
  if (!existsSync(target)) db.prepare('VACUUM INTO ?').run(target);
}

/** Looks before it touches: a store that will be refused must not be changed by as much as its journal mode. */
function inspect(path: string): void {
  if (!existsSync(path)) return;
  const db = new Sqlite(path, { readonly: true });
  try {
    assertKnownVersion(db, MIGRATIONS);
    const verdict = db.pragma('quick_check(1)', { simple: true });
    if (verdict !== 'ok') throw damaged(path, String(verdict));
  } finally {
    db.close();
  }
}

/**
 * Opens the room's store, `invigil.db` in the data dir, checks it and brings its schema up to date.
 * Throws StartError `store_newer` or `store_damaged`; nothing is changed then.
 */
export function openDatabase(dataDir: string): Database {
  const path = join(dataDir, 'invigil.db');
  let opened: Database | undefined;
  try {
    inspect(path);
    const db = connect(path);
    opened = db;
    migrate(db, MIGRATIONS, () => backUp(db, dataDir));
    return db;
  } catch (error) {
    opened?.close();
    throw isSqliteError(error) ? asStartError(path, error) : error;
  }
}

/** What SQLite says of a store it cannot use, as the sentence people get. */
export function asStartError(path: string, error: Error & { code: string }): Error {
  if (error.code === 'SQLITE_NOTADB' || error.code.startsWith('SQLITE_CORRUPT')) return damaged(path, error.message);
  if (!error.code.startsWith('SQLITE_CANTOPEN') && !error.code.startsWith('SQLITE_IOERR')) return error;
  return new StartError(
    'store_damaged',
    `The store ${path} cannot be opened (${error.code}): it must be a file that this user may read and write, on a disk that works.`,
    { cause: error },
  );
}

const damaged = (path: string, finding: string): StartError =>
  new StartError(
    'store_damaged',
    `The store ${path} is damaged (${finding.replace(/\s+/g, ' ').trim()}): restore a backup, or move the file aside to start with an empty room.`,
  );
