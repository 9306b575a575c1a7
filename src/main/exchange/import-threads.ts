import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { ImportOutcome, ImportTask } from './import-task.ts';
import { createGathering, type FromThread, type ToThread } from './sliced-answer.ts';

/** A file that takes longer than this to read is hostile or hopeless. */
const TIME_LIMIT_MS = 30_000;
const MEMORY_LIMIT_MB = 512;
/** A roster follows its paper within moments; a thread nobody needs gives its memory back soon after. */
const IDLE_MS = 10_000;
/** What a parser might keep of its files never adds up to more than this many. */
const FILES_PER_THREAD = 50;

/** Beside this module while it is a source, beside the bundle once built. */
function workerUrl(): URL {
  const source = new URL('./import-worker.ts', import.meta.url);
  if (import.meta.url.endsWith('.ts') && existsSync(source)) return source;
  const beside = new URL('./import-worker.js', import.meta.url);
  return existsSync(beside) ? beside : new URL('../import-worker.js', import.meta.url);
}

/** What the thread's words are for, while it reads. */
interface Reading {
  answered(message: FromThread): void;
  failed(error: Error & { code?: string }): void;
}

interface Thread {
  readonly worker: Worker;
  files: number;
  reading?: Reading | undefined;
  idle?: NodeJS.Timeout | undefined;
}

/** At most one waits for the next file: starting one costs more than reading most files. */
let spare: Thread | undefined;

function startThread(): Thread {
  const worker = new Worker(workerUrl(), { resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT_MB } });
  const thread: Thread = { worker, files: 0 };
  worker.on('message', (message: FromThread) => thread.reading?.answered(message));
  worker.on('error', (error) => thread.reading?.failed(error));
  worker.on('exit', () => {
    clearTimeout(thread.idle);
    if (spare === thread) spare = undefined;
    thread.reading?.failed(new Error('the import thread ended without an answer'));
  });
  return thread;
}

function takeThread(): Thread {
  const thread = spare ?? startThread();
  spare = undefined;
  clearTimeout(thread.idle);
  thread.worker.ref();
  return thread;
}

function giveBack(thread: Thread): void {
  thread.reading = undefined;
  if (spare || thread.files >= FILES_PER_THREAD) {
    void thread.worker.terminate();
    return;
  }
  spare = thread;
  thread.worker.unref();
  thread.idle = setTimeout(() => {
    if (spare === thread) spare = undefined;
    void thread.worker.terminate();
  }, IDLE_MS);
  thread.idle.unref();
}

/**
 * Reads one file in a thread of its own time and memory, so that whatever the file does to it, the room goes on answering
 * (decision 4, security 27). A thread that ran out of either is ended; one that answered waits a moment for the next file.
 */
export function carryOutInThread(task: ImportTask): Promise<ImportOutcome> {
  const { promise, resolve, reject } = Promise.withResolvers<ImportOutcome>();
  const thread = takeThread();
  const tooHard = () =>
    resolve({
      ok: false,
      code: 'file_hostile',
      message: 'The file takes too much time or memory to read: split it into smaller ones.',
    });
  const timer = setTimeout(() => {
    tooHard();
    void thread.worker.terminate();
  }, TIME_LIMIT_MS);
  thread.files += 1;
  const post = (word: ToThread): void => thread.worker.postMessage(word);
  thread.reading = {
    answered: createGathering(
      () => post('next'),
      (outcome) => {
        clearTimeout(timer);
        giveBack(thread);
        resolve(outcome);
      },
    ),
    failed: (error) => {
      clearTimeout(timer);
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') tooHard();
      else reject(error);
    },
  };
  post(task);
  return promise;
}
