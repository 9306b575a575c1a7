import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createCheckpoints } from '../../src/main/storage/checkpoints.ts';
import { connect } from '../../src/main/storage/open-database.ts';
import { tempDirs } from '../support/temp-dir.ts';

const makeDir = tempDirs();
const MIB = 1024 * 1024;

function openLog(commit: (db: ReturnType<typeof connect>) => void = () => {}) {
  const path = join(makeDir(), 'log.db');
  const db = connect(path);
  db.exec('CREATE TABLE notes (text TEXT NOT NULL)');
  const insert = db.prepare('INSERT INTO notes VALUES (?)');
  const failures: unknown[] = [];
  const checkpoints = createCheckpoints(db, { commit: () => commit(db), onFailure: (error) => failures.push(error) });
  return {
    db,
    checkpoints,
    failures,
    /** One commit of a mebibyte. */
    write: db.transaction(() => {
      for (let row = 0; row < 256; row++) insert.run('x'.repeat(4_000));
    }),
    logBytes: () => (existsSync(`${path}-wal`) ? statSync(`${path}-wal`).size : 0),
    left: () => {
      const [state] = db.pragma('wal_checkpoint(NOOP)') as [{ log: number; checkpointed: number }];
      return state.log - state.checkpointed;
    },
  };
}

describe('R16 the log beside the store', () => {
  it('R16 stays below 64 MiB while much more is written, and nothing of it is left out of the file', async () => {
    const { db, checkpoints, failures, write, logBytes, left } = openLog();
    let most = 0;
    for (let n = 0; n < 160; n++) {
      write();
      checkpoints.check();
      most = Math.max(most, logBytes());
      await pause(1);
    }
    expect(most).toBeLessThan(64 * MIB);
    // It was a log that started anew, not one that was given up.
    expect(db.pragma('page_count', { simple: true })).toBeGreaterThan(160 * 256);
    const goOn = () => {
      checkpoints.check();
      return left();
    };
    await expect.poll(goOn, { timeout: 10_000 }).toBeLessThan(1_000);
    await checkpoints.stop();
    db.pragma('wal_checkpoint(TRUNCATE)');
    expect(logBytes()).toBe(0);
    expect(failures).toEqual([]);
    db.close();
  });

  it('R16 waits while the end of one transaction begins the next, and ends nothing', async () => {
    let isBusy = false;
    // What is told after a commit may be the beginning of more work.
    const { db, checkpoints, failures, write, left } = openLog((store) => {
      if (store.inTransaction) store.exec('COMMIT');
      if (isBusy) store.exec('BEGIN IMMEDIATE; INSERT INTO notes VALUES (1)');
    });
    for (let n = 0; n < 6; n++) write();
    checkpoints.check();
    isBusy = true;
    // Long enough for the thread to have answered while a transaction is open.
    await pause(300);
    expect(() => checkpoints.check()).not.toThrow();
    isBusy = false;
    const goOn = () => {
      checkpoints.check();
      return left();
    };
    await expect.poll(goOn, { timeout: 10_000 }).toBeLessThan(1_000);
    expect(failures).toEqual([]);
    await checkpoints.stop();
    db.close();
  });

  it('R16 is carried over by the thread: SQLite does not do it at commits, and does again afterwards', async () => {
    const { db, checkpoints, write, left } = openLog();
    expect(db.pragma('wal_autocheckpoint', { simple: true })).toBe(0);
    for (let n = 0; n < 6; n++) write();
    const before = left();
    expect(before).toBeGreaterThan(1_000);
    checkpoints.check();
    expect(left(), 'nobody waited for it').toBe(before);
    await expect.poll(left, { timeout: 10_000 }).toBe(0);
    await checkpoints.stop();
    expect(db.pragma('wal_autocheckpoint', { simple: true })).toBe(1_000);
    db.close();
  });

  // Windows moves no open file.
  it.skipIf(process.platform === 'win32')(
    'R16 a thread that fails is told of, and the log is carried over without it',
    async () => {
      const { db, checkpoints, failures, write } = openLog();
      for (let n = 0; n < 6; n++) write();
      // The file stays open here; the thread finds a folder in its place.
      renameSync(db.name, `${db.name}.moved`);
      mkdirSync(db.name);
      checkpoints.check();
      await expect.poll(() => failures.length, { timeout: 10_000 }).toBe(1);
      expect(db.pragma('wal_autocheckpoint', { simple: true })).toBe(1_000);
      await checkpoints.stop();
      db.close();
    },
  );
});
