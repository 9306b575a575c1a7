import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Database } from 'better-sqlite3';

/** Carries the log over into the store's file, in a thread of its own: copying and flushing it stops nobody (decision 4). */
export interface Checkpoints {
  /** Looks whether it is time; to be called every now and then. */
  check(): void;
  /** Ends the thread; afterwards SQLite does it by itself again, at commits. */
  stop(): Promise<void>;
}

/** In pages of 4 KiB. From 4 MiB on the thread is asked. */
const ASK_FROM = 1_000;
/**
 * Only a log that was carried over to its end starts anew, and more comes while the thread works: it is asked again until so
 * little is left that it takes a millisecond or two here.
 */
const LEFT_AT_MOST = 512;
/** 40 MiB: sooner wait for it here than let the log grow on (R16: 64 MiB at most). */
const MOST = 10_000;
/** What SQLite does by itself, without a thread. */
const BY_ITSELF = 1_000;

/** Beside this module while it is a source, beside the bundle once built. */
function workerUrl(): URL {
  const source = new URL('./checkpoint-worker.ts', import.meta.url);
  if (import.meta.url.endsWith('.ts') && existsSync(source)) return source;
  const beside = new URL('./checkpoint-worker.js', import.meta.url);
  return existsSync(beside) ? beside : new URL('../checkpoint-worker.js', import.meta.url);
}

export interface CheckpointsParts {
  /** Ends the transaction that may be open: inside one nothing can be asked or carried over. */
  commit(): void;
  /** Hears why the thread ended; the log is then carried over as without it. */
  onFailure(error: unknown): void;
}

/** The thread starts when it is first needed. */
export function createCheckpoints(db: Database, { commit, onFailure }: CheckpointsParts): Checkpoints {
  const look = db.prepare<[], { log: number; checkpointed: number }>('PRAGMA wal_checkpoint(NOOP)');
  const carryOver = db.prepare('PRAGMA wal_checkpoint(PASSIVE)');
  const setAutomatic = (pages: number): void => void db.pragma(`wal_autocheckpoint = ${pages}`);
  setAutomatic(0);
  let worker: Worker | undefined;
  let isAsked = false;
  let isOver = false;

  /**
   * Ends the transaction that may be open. What is told after a commit may begin the next one at once (somebody disconnected, say):
   * then nothing can be asked now, and the next look comes soon.
   */
  function isFree(): boolean {
    commit();
    return !db.inTransaction;
  }

  /** Pages in the log, and how many of them are still to be carried over. */
  function state(): { log: number; left: number } {
    const { log = 0, checkpointed = 0 } = look.get() ?? {};
    return { log, left: log - checkpointed };
  }

  function ask(): void {
    isAsked = true;
    worker ??= start();
    worker.postMessage('checkpoint');
  }

  function start(): Worker {
    const started = new Worker(workerUrl(), { workerData: db.name });
    started.on('message', () => {
      isAsked = false;
      if (isOver || !isFree()) return;
      const { left } = state();
      if (left > LEFT_AT_MOST) ask();
      else if (left > 0) carryOver.get();
    });
    started.on('error', (error) => {
      isOver = true;
      setAutomatic(BY_ITSELF);
      onFailure(error);
    });
    // Nothing that a process must wait for before it may end.
    started.unref();
    return started;
  }

  return {
    check: () => {
      if (isOver || !isFree()) return;
      const { log, left } = state();
      if (left >= MOST || (log >= MOST && left > 0)) carryOver.get();
      else if (left >= ASK_FROM && !isAsked) ask();
    },
    stop: async () => {
      if (!isOver) setAutomatic(BY_ITSELF);
      isOver = true;
      if (!worker) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      worker.once('exit', () => resolve());
      if (worker.threadId === -1) resolve();
      worker.ref();
      worker.postMessage(null);
      await promise;
    },
  };
}
