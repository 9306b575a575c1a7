import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { createPersonVault } from '../../../src/main/app/person-vault.ts';
import { createStore } from '../../../src/main/storage/create-store.ts';
import { migrate } from '../../../src/main/storage/migrate.ts';
import { MIGRATIONS } from '../../../src/main/storage/migrations/index.ts';
import { tempDirs } from '../../support/temp-dir.ts';

/** Grow with everything candidates do: a day leaves hundreds of thousands of rows in them. */
const GROWING = ['security_events', 'event_ids', 'answer_saves', 'answers', 'accepted_commands', 'attempt_messages'];

const tempDir = tempDirs();

/** Every statement of the store, with how SQLite carries it out. */
function plans(): Map<string, string[]> {
  const db = new Sqlite(join(tempDir(), 'store.db'));
  migrate(db, MIGRATIONS);
  const prepare = db.prepare.bind(db) as (sql: string) => ReturnType<typeof db.prepare<unknown[], { detail: string }>>;
  const statements = new Set<string>();
  db.prepare = ((sql: string) => {
    statements.add(sql);
    return prepare(sql);
  }) as typeof db.prepare;
  createStore(db, createPersonVault(Buffer.alloc(32, 7)));
  const planOf = (sql: string): string[] => {
    const named = Object.fromEntries([...sql.matchAll(/[:@]([a-z]\w*)/gi)].map(([, name]) => [name, null]));
    const values = Object.keys(named).length > 0 ? [named] : Array.from(sql.match(/\?/g) ?? [], () => null);
    return prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...values)
      .map(({ detail }) => detail);
  };
  const found = new Map([...statements].map((sql) => [sql, planOf(sql)]));
  db.close();
  return found;
}

it('R15 no statement of the store reads a table from one end to the other that grows with what candidates do', () => {
  const found = plans();
  const isReadWhole = (detail: string) => GROWING.some((table) => new RegExp(`^SCAN ${table}\\b`).test(detail));
  expect(found.size).toBeGreaterThan(100);
  expect([...found].filter(([, plan]) => plan.some(isReadWhole))).toEqual([]);
});

it('R15 the last events of an attempt are chosen by their numbers, and no others are read', () => {
  const last = [...plans()].filter(([sql]) => /event_ids.*LIMIT/s.test(sql));
  const placeOf = (plan: string[], table: string) => plan.findIndex((detail) => detail.startsWith(`SEARCH ${table} `));
  expect(last.length).toBeGreaterThan(0);
  // What is read for each row of something else stands behind it in a plan.
  for (const [sql, plan] of last) expect(placeOf(plan, 'security_events'), sql).toBeLessThan(placeOf(plan, 'event_ids'));
});
