import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';

const STORE_FILES = ['invigil.db', 'invigil.db-wal', 'invigil.db-shm'];

/** Every byte of the store as it lies on the disk, the log beside it included. */
export const readStoreBytes = (dataDir: string): Buffer =>
  Buffer.concat(
    STORE_FILES.map((name) => join(dataDir, name))
      .filter(existsSync)
      .map((path) => readFileSync(path)),
  );

/** Every byte of every file below a folder, by path; keys left out, which are secrets by trade. */
export function readAllFiles(dir: string): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (const name of readdirSync(dir)) {
    const path = join(dir, name);
    // Opening the lock by other means than the room's would drop it (POSIX).
    if (name === 'invigil.lock' || name === 'keys') continue;
    if (statSync(path).isDirectory()) for (const [inner, bytes] of readAllFiles(path)) found.set(inner, bytes);
    else found.set(path, readFileSync(path));
  }
  return found;
}

/** The store as anybody may open it while the room runs: read-only. */
export const openStoreReadOnly = (dataDir: string): Database => new Sqlite(join(dataDir, 'invigil.db'), { readonly: true });

/** The store of a stopped room, to change what nobody may change. */
export function editStore(dataDir: string, edit: (db: Database) => void): void {
  const db = new Sqlite(join(dataDir, 'invigil.db'));
  try {
    edit(db);
  } finally {
    db.close();
  }
}

/** Rows of a query, read-only, with the types the caller says. */
export function queryStore<Row>(dataDir: string, sql: string, ...values: unknown[]): Row[] {
  const db = openStoreReadOnly(dataDir);
  try {
    return db.prepare<unknown[], Row>(sql).all(...values);
  } finally {
    db.close();
  }
}

/** The store of a room that runs in this process, between two of its transactions. */
export async function editLiveStore(dataDir: string, sql: string): Promise<void> {
  const db = new Sqlite(join(dataDir, 'invigil.db'), { timeout: 0 });
  try {
    for (let tries = 0; ; tries++) {
      await new Promise((resolve) => setImmediate(resolve));
      try {
        db.exec(sql);
        return;
      } catch (error) {
        if (tries > 1_000 || (error as { code?: string }).code !== 'SQLITE_BUSY') throw error;
      }
    }
  } finally {
    db.close();
  }
}
