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

/** Work that waits because another program has the store. */
interface Later {
  readonly until: number;
  start(): void;
  reject(error: unknown): void;
}

/** How long work waits for another program that writes to the store, before it is answered with an error. */
const PATIENCE_MS = 2_000;
const TRIED_EVERY_MS = 10;
/** So long those who waited may go on in one turn of the loop. */
const TURN_MS = 5;

const isBusy = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY';

type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: unknown; readonly kept: boolean };

/**
 * All work that arrives while the loop reads its sockets shares one transaction and one fsync: the commit is due as
 * soon as that round of reading is over, and there is no timer that could be too long or too short.
 *
 * Only where another program is writing to the store (a copy by hand, a virus scanner) work waits in a line, in its order and for two
 * seconds at most. SQLite's own waiting would hold up everybody: reads, heartbeats and clocks go on meanwhile.
 */
export function createGroupCommit(
  db: Database,
  { keepsTraces, undoLog, beforeCommit, onFailure, onCommit }: GroupCommitParts,
): GroupCommit {
  db.pragma('busy_timeout = 0');
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const rollback = db.prepare('ROLLBACK');
  const savepoint = db.prepare('SAVEPOINT command');
  const release = db.prepare('RELEASE command');
  const undo = db.prepare('ROLLBACK TO command');
  let waiting: Waiting[] = [];
  let isScheduled = false;
  let later: Later[] = [];
  let isRetryDue = false;
  /** What SQLite last said of a store that another program has. */
  let busy: unknown;

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

  /** Is a transaction open now? False while another program has the store; every other failure is thrown. */
  function hasBegun(): boolean {
    if (db.inTransaction) return true;
    try {
      begin.run();
      return true;
    } catch (error) {
      if (isBusy(error)) {
        busy = error;
        return false;
      }
      onFailure?.(error);
      throw error;
    }
  }

  /** Lets those begin who wait, in the order they came and some milliseconds at a time; gives up whoever has waited long enough. */
  function tryAgain(): void {
    isRetryDue = false;
    const from = performance.now();
    for (let [first] = later; first && performance.now() - from < TURN_MS; [first] = later) {
      try {
        if (!hasBegun()) break;
      } catch (error) {
        later.shift();
        first.reject(error);
        continue;
      }
      later.shift();
      first.start();
    }
    const over = db.inTransaction ? [] : later.filter(({ until }) => until <= from);
    if (over.length > 0) onFailure?.(busy);
    later = later.filter((one) => !over.includes(one));
    for (const { reject } of over) reject(busy);
    tryAgainSoon();
  }

  function tryAgainSoon(): void {
    if (isRetryDue || later.length === 0) return;
    isRetryDue = true;
    setTimeout(tryAgain, TRIED_EVERY_MS);
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

  function start<T>(work: () => T, afterCommit: () => void, resolve: (value: T) => void, reject: (error: unknown) => void): void {
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
  }

  function run<T>(work: () => T, afterCommit: () => void = () => {}): Promise<T> {
    invariant(!db.inTransaction || waiting.length > 0, 'an open transaction belongs to the group that is waiting for it');
    return new Promise<T>((resolve, reject) => {
      // Whoever waits already is first.
      if (later.length === 0 && hasBegun()) return start(work, afterCommit, resolve, reject);
      const until = performance.now() + PATIENCE_MS;
      later.push({ until, start: () => start(work, afterCommit, resolve, reject), reject });
      tryAgainSoon();
    });
  }

  return { run, flush };
}
