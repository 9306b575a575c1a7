import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { createPersonVault } from '../../../src/main/app/person-vault.ts';
import { PENDING_MS, SETTLED_MS } from '../../../src/main/domain/notifications/notify.ts';
import { createStore } from '../../../src/main/storage/create-store.ts';
import { migrate } from '../../../src/main/storage/migrate.ts';
import { MIGRATIONS } from '../../../src/main/storage/migrations/index.ts';
import { openDatabase } from '../../../src/main/storage/open-database.ts';
import type { PersonId, UserId } from '../../../src/shared/model/ids.ts';
import { tempDirs } from '../../support/temp-dir.ts';

const makeDir = tempDirs();
const NOW = Date.UTC(2026, 10, 20, 8);

function addUsers(db: Database, store: ReturnType<typeof createStore>['store'], count: number): UserId[] {
  return db.transaction(() =>
    Array.from({ length: count }, (_, n) => {
      const [id, personId] = [randomUUID() as UserId, randomUUID() as PersonId];
      store.persons.insert(personId, { firstName: 'F', lastName: 'L', loginName: `u${n}` });
      store.users.insert({ id, personId, role: 'student', active: true, loginKey: id, createdAt: NOW });
      return id;
    }),
  )();
}

function open(users = 1, db = openDatabase(makeDir())) {
  const { store, writeBehind, isWriteDue, undoLog } = createStore(db, createPersonVault(Buffer.alloc(32, 7)));
  const ids = addUsers(db, store, users);
  const { notifications } = store;
  let sent = 0;
  const send = (to: readonly UserId[], at: number, keep = 1_000): string => {
    const id = randomUUID();
    const message = `m${++sent}`;
    notifications.insert({ id, type: 'test', severity: 'info', title: 't', message, at }, to, ids[0], keep);
    return id;
  };
  const texts = (userId: UserId, since = NOW - PENDING_MS) =>
    notifications.list(userId, since, { limit: 200 }).map(({ message }) => message);
  const count = (table: string) => (db.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n;
  return { db, store, ids, notifications, send, texts, count, settle: writeBehind, isWriteDue, undoLog };
}

const one = (ids: readonly UserId[]): UserId => ids[0] as UserId;

describe('NT1 the store of notifications', () => {
  it('NT1 ST3 the chore lets go of what nobody fetched for 7 days and of the history behind 90, and of their texts', () => {
    const { ids, notifications, send, texts, count, db } = open(2);
    const user = one(ids);
    const [fetched, pending] = [send(ids, NOW), send([user], NOW)];
    notifications.markDelivered(user, fetched, NOW);
    const drop = (at: number, most = 100) => notifications.dropOld(at - PENDING_MS, at - SETTLED_MS, most);
    expect(drop(NOW + PENDING_MS - 1)).toBe(0);
    expect(count('notification_recipients')).toBe(3);
    // The other reader's row of the first, and the second as a whole.
    expect(drop(NOW + PENDING_MS)).toBe(2);
    expect([notifications.has(fetched), notifications.has(pending)]).toEqual([true, false]);
    expect(texts(user)).toEqual(['m1']);
    expect(drop(NOW + SETTLED_MS)).toBe(1);
    expect([count('notifications'), count('notification_recipients')]).toEqual([0, 0]);
    for (let n = 0; n < 5; n++) send([user], NOW);
    expect([drop(NOW + PENDING_MS, 3), drop(NOW + PENDING_MS, 3)]).toEqual([3, 2]);
    expect(db.pragma('foreign_key_check')).toEqual([]);
    db.close();
  });

  it('NT1 keeps the newest of each user and no more, with nothing left over of the others', () => {
    const { ids, send, texts, count, db } = open(2);
    const user = one(ids);
    for (let n = 0; n < 7; n++) send([user], NOW + n, 3);
    send(ids, NOW + 7, 3);
    expect(texts(user)).toEqual(['m8', 'm7', 'm6']);
    expect(texts(ids[1] as UserId)).toEqual(['m8']);
    expect([count('notifications'), count('notification_recipients')]).toEqual([3, 4]);
    db.close();
  });

  it('NT1 pages of what is pending go on where the last one ended, over what cannot be read any more', () => {
    const { ids, notifications, send, db } = open(2);
    const user = one(ids);
    for (let n = 0; n < 4; n++) send([user], NOW);
    notifications.insert(
      { id: randomUUID(), type: 'x', severity: 'info', title: 't', message: 'last', at: NOW },
      [user],
      ids[1],
      9,
    );
    // The author of the first four is erased: their words are gone with the key (ID7).
    db.prepare('UPDATE persons SET wrapped_key = NULL, sealed = NULL WHERE id = (SELECT person_id FROM users WHERE id = ?)').run(
      user,
    );
    const first = notifications.pending(user, 0, 0, 4);
    expect(first.notifications).toEqual([]);
    const second = notifications.pending(user, 0, first.moreAfterNth ?? 0, 4);
    expect([second.notifications.map(({ message }) => message), second.moreAfterNth]).toEqual([['last'], undefined]);
    db.close();
  });

  it('NT1 a broadcast to 1,000 users who have a full history takes four statements, and eight later, however many they are', () => {
    const statements = { count: 0 };
    const counting = new Sqlite(':memory:', { verbose: () => void statements.count++ });
    migrate(counting, MIGRATIONS);
    const { ids, notifications, send, count, db, settle } = open(1_000, counting);
    const statementsOf = (work: () => void): number => {
      const before = statements.count;
      db.transaction(work)();
      return statements.count - before;
    };
    const broadcast = () => void send(ids, NOW, 20);
    for (let n = 0; n < 20; n++) db.transaction(broadcast)();
    db.transaction(settle)();
    // With the transaction's own two.
    expect(statementsOf(broadcast)).toBe(6);
    expect(count('notification_audiences')).toBe(1);
    expect(statementsOf(settle)).toBe(8);
    expect(count('notification_audiences')).toBe(0);
    expect(count('notification_recipients')).toBe(20_000);
    expect(count('notifications')).toBe(20);
    const plan = db
      .prepare<[string], { detail: string }>(
        'EXPLAIN QUERY PLAN SELECT 1 FROM notification_recipients r WHERE r.user_id = ? AND r.delivered_at IS NULL AND r.read_at IS NULL AND r.nth > 5 ORDER BY r.nth',
      )
      .all(one(ids));
    expect(plan.map(({ detail }) => detail).join(' ')).not.toMatch(/SCAN|TEMP B-TREE/);
    expect(notifications.unreadCount(one(ids), 0)).toBe(20);
    db.close();
  });

  it('NT1 whatever a recipient of many asks first, the announcement is theirs already, in its place among the others', () => {
    const { ids, notifications, send, texts, db } = open(100);
    const [a, b] = [ids[98] as UserId, ids[99] as UserId];
    const since = NOW - PENDING_MS;
    send([a], NOW);
    const first = send(ids, NOW);
    expect(notifications.unreadCount(a, since)).toBe(2);
    const second = send(ids, NOW);
    expect(notifications.placeOf(b, second)).toBe(2);
    const third = send(ids, NOW);
    expect(notifications.markDelivered(b, third, NOW)).toBe('noted');
    const fourth = send(ids, NOW);
    expect(notifications.markRead(b, fourth, NOW)).toBe('noted');
    send(ids, NOW);
    expect(notifications.pending(b, since, 0, 9).notifications.map(({ message }) => message)).toEqual(['m2', 'm3', 'm6']);
    send(ids, NOW);
    expect(notifications.markAllRead(b, NOW)).toBe(5);
    expect(notifications.markRead(b, first, NOW)).toBe('known');
    send(ids, NOW);
    expect(texts(b)[0]).toBe('m8');
    send(ids, NOW);
    // One for a single user in between stands behind what was sent to all before.
    send([a], NOW);
    expect(texts(a)).toEqual(['m10', 'm9', 'm8', 'm7', 'm6', 'm5', 'm4', 'm3', 'm2', 'm1']);
    send(ids, NOW - PENDING_MS);
    expect(notifications.dropOld(NOW - PENDING_MS, NOW - SETTLED_MS, 1_000)).toBe(100);
    db.close();
  });

  it("NT1 an announcement whose settling was undone is settled again; one that was undone itself is nobody's", () => {
    const { ids, notifications, send, isWriteDue, settle, undoLog, count, db } = open(100);
    const undone = (work: () => void): void => {
      db.exec('BEGIN');
      work();
      db.exec('ROLLBACK');
      undoLog.undoTo(0);
    };
    const unread = () => notifications.unreadCount(ids[99] as UserId, 0);
    settle();
    undoLog.settle();
    expect(isWriteDue()).toBe(false);
    undone(() => void send(ids, NOW));
    expect(unread()).toBe(0);
    send(ids, NOW);
    undone(() => void unread());
    expect([isWriteDue(), count('notification_audiences')]).toEqual([true, 1]);
    expect([unread(), isWriteDue(), count('notification_audiences')]).toEqual([1, false, 0]);
    db.close();
  });

  it("NT1 ST1 an announcement that was not settled when the room was killed is on everybody's list afterwards", () => {
    const { ids, send, store, db } = open(100);
    const id = send(ids, NOW);
    const again = createStore(db, createPersonVault(Buffer.alloc(32, 7)));
    expect(again.isWriteDue()).toBe(true);
    again.writeBehind();
    expect(again.isWriteDue()).toBe(false);
    for (const user of ids) expect(store.notifications.placeOf(user, id)).toBe(1);
    expect(db.pragma('foreign_key_check')).toEqual([]);
    db.close();
  });

  it('ST1 migration 5 adds the tables to a store of the version before, and leaves what is in it', () => {
    const db = new Sqlite(':memory:');
    migrate(db, MIGRATIONS.slice(0, 4));
    db.prepare("INSERT INTO settings (name, value) VALUES ('kept', 'yes')").run();
    migrate(db, MIGRATIONS.slice(0, 5));
    expect(db.pragma('user_version', { simple: true })).toBe(5);
    expect(db.prepare("SELECT value FROM settings WHERE name = 'kept'").get()).toEqual({ value: 'yes' });
    const tables = db
      .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'notification%'")
      .all();
    expect(tables.map(({ name }) => name).toSorted()).toEqual(['notification_recipients', 'notifications']);
    db.close();
  });

  it('ST1 migration 19 adds where audiences wait, and leaves what everybody had', () => {
    const db = new Sqlite(':memory:');
    migrate(db, MIGRATIONS.slice(0, 18));
    db.exec(`
      INSERT INTO persons VALUES ('p', NULL, NULL);
      INSERT INTO users VALUES ('u', 'p', 'admin', 'key', NULL, 1, 0);
      INSERT INTO notifications VALUES (7, 'id', 'test', 'info', NULL, x'7b7d', 5);
      INSERT INTO notification_recipients VALUES ('u', 3, 7, 5, NULL, NULL);
    `);
    migrate(db, MIGRATIONS.slice(0, 19));
    expect(db.pragma('user_version', { simple: true })).toBe(19);
    expect(db.prepare('SELECT user_id, nth, number FROM notification_recipients').all()).toEqual([
      { user_id: 'u', nth: 3, number: 7 },
    ]);
    expect(db.prepare('SELECT * FROM notification_audiences').all()).toEqual([]);
    db.close();
  });
});
