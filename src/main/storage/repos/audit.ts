import type { Database } from 'better-sqlite3';
import type { AuditEntry } from '../../domain/records.ts';
import type { AuditRepo } from '../../domain/store.ts';
import { json } from '../columns.ts';
import type { RowCaches } from '../row-cache.ts';

type Row = Omit<AuditEntry, 'details'> & { details: string };

const toEntry = (row: Row): AuditEntry => ({ ...row, details: json<Record<string, unknown>>(row.details) });

/** Append-only by what is offered here: there is no way to change or remove an entry (ST2). */
export function createAuditRepo(db: Database, caches: RowCaches): AuditRepo {
  const kept = caches.create<'last', AuditEntry>(1);
  const last = db.prepare<[], Row>('SELECT * FROM audit_entries ORDER BY seq DESC LIMIT 1');
  const insert = db.prepare(
    'INSERT INTO audit_entries (seq, at, actor, action, subject, details, prev, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const after = db.prepare<[number, number], Row>('SELECT * FROM audit_entries WHERE seq > ? ORDER BY seq LIMIT ?');
  const before = db.prepare<[number, number], Row>('SELECT * FROM audit_entries WHERE seq < ? ORDER BY seq DESC LIMIT ?');
  return {
    last: () =>
      kept.get('last', () => {
        const row = last.get();
        return row && toEntry(row);
      }),
    insert: (entry) => {
      insert.run(
        entry.seq,
        entry.at,
        entry.actor,
        entry.action,
        entry.subject,
        JSON.stringify(entry.details),
        entry.prev,
        entry.hash,
      );
      kept.put('last', entry);
    },
    after: (seq, limit) => after.all(seq, limit).map(toEntry),
    before: (seq = Number.MAX_SAFE_INTEGER, limit) => before.all(seq, limit).map(toEntry),
  };
}
