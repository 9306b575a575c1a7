import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEventIds, type EventIds } from '../../../src/main/storage/event-ids.ts';
import { createUndoLog } from '../../../src/main/storage/undo-log.ts';
import type { AttemptId } from '../../../src/shared/model/ids.ts';

type Step =
  | { readonly do: 'add'; readonly attempt: number }
  | { readonly do: 'commit' | 'undo' | 'failedCommit' | 'crash' | 'stop' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 20, arbitrary: fc.record({ do: fc.constant('add' as const), attempt: fc.nat(3) }) },
  { weight: 6, arbitrary: fc.constant({ do: 'commit' as const }) },
  { weight: 2, arbitrary: fc.constant({ do: 'undo' as const }) },
  { weight: 2, arbitrary: fc.constant({ do: 'failedCommit' as const }) },
  { weight: 2, arbitrary: fc.constant({ do: 'crash' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'stop' as const }) },
);

/** A store with the two tables, and its position; whatever is not committed is rolled back by a crash. */
function openIds(collected: number) {
  const db = new Sqlite(':memory:');
  db.exec(`
    CREATE TABLE security_events (number INTEGER PRIMARY KEY, attempt_id TEXT NOT NULL, client_id TEXT NOT NULL);
    CREATE TABLE event_ids (attempt_id TEXT, client_id TEXT, number INTEGER, PRIMARY KEY (attempt_id, client_id)) WITHOUT ROWID;
    CREATE TABLE positions (number INTEGER)`);
  const insert = db.prepare('INSERT INTO security_events (attempt_id, client_id) VALUES (?, ?)');
  let undoLog = createUndoLog();
  const open = (): EventIds => {
    undoLog = createUndoLog();
    return createEventIds(db, {
      undoLog,
      written: Number(db.prepare('SELECT max(number) FROM positions').pluck().get() ?? 0),
      writePosition: (event) => void db.prepare('INSERT INTO positions VALUES (?)').run(event),
      collected,
    });
  };
  let ids = open();
  const begin = () => void (db.inTransaction || db.exec('BEGIN'));
  const commit = () => {
    begin();
    ids.writeSome();
    db.exec('COMMIT');
    undoLog.settle();
  };
  const undo = () => {
    if (db.inTransaction) db.exec('ROLLBACK');
    undoLog.undoTo(0);
  };
  return {
    ids: () => ids,
    add: (attempt: AttemptId, id: string): number => {
      begin();
      const number = Number(insert.run(attempt, id).lastInsertRowid);
      ids.add(attempt, id, number);
      return number;
    },
    commit,
    undo,
    failedCommit: () => {
      begin();
      ids.writeSome();
      undo();
    },
    crash: () => {
      if (db.inTransaction) db.exec('ROLLBACK');
      ids = open();
    },
    stop: () => {
      begin();
      ids.writeAll();
      commit();
      ids = open();
    },
    written: () => db.prepare('SELECT count(*) FROM event_ids').pluck().get(),
  };
}

describe('EV1 ids of events', () => {
  it('EV1 every stored id is known for ever with its number, and none that was undone, however the room ends in between', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 40, maxLength: 160 }), (steps) => {
        const store = openIds(20);
        const stored = new Map<string, number>();
        let pending = new Map<string, number>();
        const gone = new Set<string>();
        const attemptOf = (key: string) => key.slice(0, 2) as AttemptId;
        let made = 0;
        for (const one of steps) {
          if (one.do === 'add') {
            // In no order, as ids made by clients are.
            const key = `a${one.attempt} ${((++made * 7_919) % 10_007).toString(36)}`;
            pending.set(key, store.add(attemptOf(key), key));
            expect(store.ids().find(attemptOf(key), key)).toBe(pending.get(key));
          } else {
            store[one.do]();
            const isKept = one.do === 'commit' || one.do === 'stop';
            for (const [key, number] of pending) isKept ? stored.set(key, number) : gone.add(key);
            pending = new Map();
          }
          if (one.do === 'add') continue;
          const wrong = [...stored].filter(([key, number]) => store.ids().find(attemptOf(key), key) !== number);
          expect(wrong).toEqual([]);
          expect([...gone].filter((key) => store.ids().find(attemptOf(key), key) !== undefined)).toEqual([]);
        }
        store.commit();
        store.stop();
        expect(store.written()).toBe(stored.size + pending.size);
        expect(store.ids().newest('a0' as AttemptId)).toEqual([]);
      }),
    );
  });

  it('EV1 the table gets ids while events come, a share with each commit', () => {
    const store = openIds(7);
    for (let n = 0; n < 7; n++) store.add('a0' as AttemptId, `id ${n}`);
    store.commit();
    expect(store.written()).toBe(7);
    for (let n = 7; n < 14; n++) {
      store.add('a0' as AttemptId, `id ${n}`);
      store.commit();
    }
    expect(store.written()).toBe(9);
    expect(store.ids().newest('a0' as AttemptId)).toEqual([8, 9, 10, 11, 12, 13, 14]);
  });
});
