import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import type { AuditRepo } from '../domain/store.ts';
import { assertKnownVersion } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { asStartError, isSqliteError } from './open-database.ts';
import { createAuditRepo } from './repos/audit.ts';
import { createSettingRepo } from './repos/settings.ts';
import { createRowCaches } from './row-cache.ts';
import { createUndoLog } from './undo-log.ts';

/** A store as somebody sees it who only looks. */
export interface StoreToLookAt {
  /** Schema steps it has; `newest` is how many this program knows. */
  readonly schema: number;
  readonly newest: number;
  /** What SQLite finds wrong with its pages and indexes, or nothing. Table by table, so that no reader holds the log back for long. */
  flaw(): string | undefined;
  readonly audit: Pick<AuditRepo, 'after'>;
  setting(name: string): string | undefined;
  /** When the newest entry of the audit log was written (epoch ms). */
  lastEntryAt(): number | undefined;
  close(): void;
}

/**
 * Opens the store in a data dir read-only, whether a room runs on it or not; undefined when there is none.
 * Throws StartError `store_newer` or `store_damaged`; nothing is changed in any case.
 */
export function lookAtStore(dataDir: string): StoreToLookAt | undefined {
  const path = join(dataDir, 'invigil.db');
  if (!existsSync(path)) return undefined;
  return orStartError(path, () => {
    const db = new Sqlite(path, { readonly: true, timeout: 2_000 });
    try {
      assertKnownVersion(db, MIGRATIONS);
      return storeOf(path, db);
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

function storeOf(path: string, db: Database): StoreToLookAt {
  let repo: AuditRepo | undefined;
  // Not before it is asked for: a store of another program has no such table.
  const audit = (): AuditRepo => {
    repo ??= createAuditRepo(db, createRowCaches(createUndoLog()));
    return repo;
  };
  const guarded = <T>(look: () => T): T => orStartError(path, look);
  return {
    schema: Number(db.pragma('user_version', { simple: true })),
    newest: MIGRATIONS.length,
    flaw: () =>
      guarded(() => {
        const tables = db.prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
        for (const { name } of tables) {
          const verdict = String(db.pragma(`quick_check('${name.replaceAll("'", "''")}')`, { simple: true }));
          if (verdict !== 'ok') return verdict.replace(/\s+/g, ' ').trim();
        }
        return undefined;
      }),
    audit: { after: (seq, limit) => guarded(() => audit().after(seq, limit)) },
    setting: (name) => guarded(() => createSettingRepo(db).get(name)),
    lastEntryAt: () => guarded(() => audit().last()?.at),
    close: () => db.close(),
  };
}

function orStartError<T>(path: string, look: () => T): T {
  try {
    return look();
  } catch (error) {
    throw isSqliteError(error) ? asStartError(path, error) : error;
  }
}
