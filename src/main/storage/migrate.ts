import type { Database } from 'better-sqlite3';
import { invariant } from '../../shared/assert.ts';
import { StartError } from '../domain/start-error.ts';

/** One numbered, frozen step of the schema; forward only (operations, Files). */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly up: string;
}

const versionOf = (db: Database): number => Number(db.pragma('user_version', { simple: true }));

/** Throws StartError `store_newer` when the store was written by a newer version. Changes nothing. */
export function assertKnownVersion(db: Database, migrations: readonly Migration[]): void {
  const current = versionOf(db);
  if (current > migrations.length) {
    throw new StartError(
      'store_newer',
      `The store ${db.name} was written by a newer Invigil (schema ${current}, this one knows ${migrations.length}): start that version, or choose another --data-dir.`,
    );
  }
}

/**
 * Brings the store to the newest schema, each step whole or not at all.
 * Throws StartError `store_newer`, with nothing changed, when the store was written by a newer version.
 */
export function migrate(db: Database, migrations: readonly Migration[], beforeFirst: () => void = () => {}): void {
  for (const [index, migration] of migrations.entries()) {
    invariant(migration.version === index + 1, 'migrations are numbered from 1 without gaps');
  }
  assertKnownVersion(db, migrations);
  const current = versionOf(db);
  const pending = migrations.slice(current);
  if (pending.length > 0 && current > 0) beforeFirst();
  for (const migration of pending) {
    db.transaction(() => {
      db.exec(migration.up);
      const broken = db.pragma('foreign_key_check') as unknown[];
      invariant(broken.length === 0, `migration ${migration.version} leaves no dangling reference`);
      db.pragma(`user_version = ${migration.version}`);
    }).immediate();
  }
}
