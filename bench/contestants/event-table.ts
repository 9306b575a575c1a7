import Sqlite from 'better-sqlite3';

/** What a server does to keep an event before it acknowledges it. */
export type KeepEvent = (userId: string, event: Record<string, unknown>) => void;

/** One INSERT, and with it one transaction, an event: what most people would write. */
export function openEventTable(path: string, synchronous: 'NORMAL' | 'FULL'): { keep: KeepEvent; close(): void } {
  const db = new Sqlite(path);
  db.pragma('journal_mode = WAL');
  db.pragma(`synchronous = ${synchronous}`);
  db.exec(`CREATE TABLE events (
    id TEXT PRIMARY KEY, user_id TEXT NOT NULL, type TEXT NOT NULL, seq INTEGER NOT NULL, occurred_at TEXT NOT NULL,
    received_at INTEGER NOT NULL, details TEXT NOT NULL
  ) WITHOUT ROWID`);
  const insert = db.prepare(
    'INSERT INTO events (id, user_id, type, seq, occurred_at, received_at, details) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  return {
    keep: (userId, event) =>
      void insert.run(event.id, userId, event.type, event.seq, event.occurredAt, Date.now(), JSON.stringify(event.details)),
    close: () => void db.close(),
  };
}
