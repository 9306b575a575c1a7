import type { Database } from 'better-sqlite3';
import { invariant } from '../../shared/assert.ts';
import type { GroupCommit } from '../domain/ports.ts';
import type { UndoLog } from './undo-log.ts';

/** Work whose traces are to be kept although it is answered with an error. */
export interface KeepsTraces {
  keepsTraces(error: unknown): boolean;
}

export interface GroupCommitParts extends KeepsTraces {
  /** Takes what is kept in memory back together with what was written. */
  readonly undoLog: UndoLog;
  /** The last thing in every transaction; what it throws is the commit's failure. */
  beforeCommit(): void;
  /** Hears whatever work or a commit failed with: refusals too. */
  onFailure?(error: unknown): void;
  /** Hears how long each commit took (ms). */
  onCommit?(ms: number): void;
}

interface Waiting {
  resolve(): void;
  reject(error: unknown): void;
}

type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: unknown; readonly kept: boolean };

/**
 * All work that arrives while the loop reads its sockets shares one transaction and one fsync: the commit is due as
 * soon as that round of reading is over, and there is no timer that could be too long or too short.
 */
export function createGroupCommit(
  db: Database,
  { keepsTraces, undoLog, beforeCommit, onFailure, onCommit }: GroupCommitParts,
): GroupCommit {
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const rollback = db.prepare('ROLLBACK');
  const savepoint = db.prepare('SAVEPOINT command');
  const release = db.prepare('RELEASE command');
  const undo = db.prepare('ROLLBACK TO command');
  let waiting: Waiting[] = [];
  let isScheduled = false;

  function flush(): void {
    isScheduled = false;
    if (waiting.length === 0) return;
    const settled = waiting;
    waiting = [];
    try {
      const startedAt = performance.now();
      beforeCommit();
      commit.run();
      onCommit?.(performance.now() - startedAt);
    } catch (error) {
      // Disk full and the like: nothing of this group happened, and everybody in it is told so.
      if (db.inTransaction) rollback.run();
      undoLog.undoTo(0);
      onFailure?.(error);
      for (const { reject } of settled) reject(error);
      return;
    }
    undoLog.settle();
    for (const { resolve, reject } of settled) {
      try {
        resolve();
      } catch (error) {
        // It is committed; what failed is telling others. That is one command's bug and not the group's.
        reject(error);
      }
    }
  }

  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(flush);
  }

  function beginIfNone(): void {
    if (db.inTransaction) return;
    try {
      begin.run();
    } catch (error) {
      onFailure?.(error);
      throw error;
    }
  }

  /** Runs the work in its savepoint. A failure undoes it alone, unless its traces are kept. */
  function attempt<T>(work: () => T): Outcome<T> {
    savepoint.run();
    const before = undoLog.mark();
    try {
      const value = work();
      release.run();
      return { ok: true, value };
    } catch (error) {
      onFailure?.(error);
      if (!db.inTransaction) {
        undoLog.undoTo(0);
        return { ok: false, error, kept: false };
      }
      const kept = keepsTraces(error);
      try {
        if (!kept) undo.run();
        release.run();
      } catch {
        // The savepoint itself cannot be undone: give up the whole transaction rather than commit half a command.
        if (db.inTransaction) rollback.run();
        undoLog.undoTo(0);
        return { ok: false, error, kept: false };
      }
      if (!kept) undoLog.undoTo(before);
      return { ok: false, error, kept };
    }
  }

  function run<T>(work: () => T, afterCommit: () => void = () => {}): Promise<T> {
    invariant(!db.inTransaction || waiting.length > 0, 'an open transaction belongs to the group that is waiting for it');
    return new Promise<T>((resolve, reject) => {
      beginIfNone();
      const outcome = attempt(work);
      if (!db.inTransaction) {
        // SQLite gave the whole transaction up (disk full): the others of the group are lost with it, and told so.
        const lost = waiting;
        waiting = [];
        for (const other of lost) other.reject(outcome.ok ? new Error('the transaction was given up') : outcome.error);
        if (!outcome.ok) reject(outcome.error);
        return;
      }
      waiting.push({
        resolve: () => {
          if (outcome.ok || outcome.kept) afterCommit();
          if (outcome.ok) resolve(outcome.value);
          else reject(outcome.error);
        },
        reject,
      });
      schedule();
    });
  }

  return { run, flush };
}
