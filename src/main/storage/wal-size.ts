import { statSync } from 'node:fs';
import type { Database } from 'better-sqlite3';

/** Size of the store's log (bytes); 0 while there is none. */
export const walBytesOf = (db: Database): number => statSync(`${db.name}-wal`, { throwIfNoEntry: false })?.size ?? 0;
