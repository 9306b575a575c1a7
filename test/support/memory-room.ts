import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { createHasher } from '../../src/main/app/hasher.ts';
import { createIds } from '../../src/main/app/ids.ts';
import { openKeys } from '../../src/main/app/keys.ts';
import { createPersonVault } from '../../src/main/app/person-vault.ts';
import type { Actor } from '../../src/main/domain/access/actor.ts';
import { countAgain } from '../../src/main/domain/attempts/count-event.ts';
import { recallGaps } from '../../src/main/domain/attempts/recall-gaps.ts';
import { appendAudit } from '../../src/main/domain/audit/audit-chain.ts';
import type { Clock, PersonVault } from '../../src/main/domain/ports.ts';
import type { Store } from '../../src/main/domain/store.ts';
import type { Work } from '../../src/main/domain/work.ts';
import { createStore, type OpenStore } from '../../src/main/storage/create-store.ts';

/** A room that was started and closed, in memory: every run begins with a copy. */
export interface StoredRoom {
  readonly bytes: Buffer;
  readonly vault: PersonVault;
}

/** Reads the store of a room that is closed. */
export function readStoredRoom(dataDir: string): StoredRoom {
  const db = new Sqlite(join(dataDir, 'invigil.db'));
  db.pragma('journal_mode = DELETE');
  const bytes = db.serialize();
  db.close();
  return { bytes, vault: createPersonVault(openKeys(dataDir).master) };
}

/** The domain over a store in memory: no files, no timers, no sockets. */
export interface MemoryRoom {
  store(): Store;
  /** One transaction; what it throws undoes it. */
  run<T>(actor: Actor, execute: (work: Work) => T): T;
  /** What was only in memory is lost, as by kill -9, and the room starts again; everybody is away for a moment. */
  killAndStart(): void;
  /** The same in good order. */
  stopAndStart(): void;
  close(): void;
}

const ROOM: Actor = { kind: 'room' };

export function openInMemory({ bytes, vault }: StoredRoom, clock: Clock): MemoryRoom {
  const db: Database = new Sqlite(bytes);
  const ids = createIds(clock.now);
  const hasher = createHasher();
  let open: OpenStore = createStore(db, vault);
  let servingSince = clock.now();

  function run<T>(actor: Actor, execute: (work: Work) => T): T {
    const now = clock.now();
    const { store, undoLog, beforeCommit } = open;
    const mark = undoLog.mark();
    const work: Work = {
      ...{ actor, now, servingSince, ids, store },
      presence: { connections: () => [], isConnected: () => true },
      emit: () => {},
      afterCommit: () => {},
      audit: (action, subject, details = {}) =>
        appendAudit(store.audit, hasher, { at: now, actor: 'test', action, subject, details }),
      disconnect: () => {},
    };
    db.exec('BEGIN');
    try {
      const done = execute(work);
      beforeCommit();
      db.exec('COMMIT');
      undoLog.settle();
      return done;
    } catch (error) {
      db.exec('ROLLBACK');
      undoLog.undoTo(mark);
      throw error;
    }
  }

  function start(): void {
    open = createStore(db, vault);
    servingSince = clock.now();
    run(ROOM, (work) => {
      countAgain(work);
      recallGaps(work);
      open.writeBehind();
      work.store.course.note(work.now, { kind: 'start' });
    });
  }

  start();
  return {
    store: () => open.store,
    run,
    killAndStart: start,
    stopAndStart: () => {
      run(ROOM, () => open.writeBehind());
      start();
    },
    close: () => db.close(),
  };
}
