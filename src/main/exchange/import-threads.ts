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
/** Files read at the same time, and as many texts an editor previews beside them: each may take all of its thread's memory. */
const MOST_AT_ONCE = 2;

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

/** What is needed of a thread. */
export type ImportThread = Pick<Worker, 'on' | 'postMessage' | 'terminate' | 'ref' | 'unref'>;

interface Thread {
  readonly worker: ImportThread;
  files: number;
  reading?: Reading | undefined;
  idle?: NodeJS.Timeout | undefined;
}

const startWorker = (): ImportThread => new Worker(workerUrl(), { resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT_MB } });

/**
 * Reads files in threads of their own time and memory, so that whatever a file does to its thread, the room goes on answering
 * (decision 4, security 27). A thread that ran out of either is ended; one that answered waits a moment for the next file. However many
 * files come at once, only a few are read at a time: the others wait, and their time begins with their turn.
 */
export function createImportThreads(startThread: () => ImportThread = startWorker): (task: ImportTask) => Promise<ImportOutcome> {
  /** At most one waits for the next file: starting one costs more than reading most files. */
  let spare: Thread | undefined;
  const lanes = { files: { busy: 0, waiting: [] as (() => void)[] }, texts: { busy: 0, waiting: [] as (() => void)[] } };

  function start(): Thread {
    const thread: Thread = { worker: startThread(), files: 0 };
    thread.worker.on('message', (message: FromThread) => thread.reading?.answered(message));
    thread.worker.on('error', (error) => thread.reading?.failed(error));
    thread.worker.on('exit', () => {
      clearTimeout(thread.idle);
      if (spare === thread) spare = undefined;
      thread.reading?.failed(new Error('the import thread ended without an answer'));
    });
    return thread;
  }

  function take(): Thread {
    const thread = spare ?? start();
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

  function read(task: ImportTask): Promise<ImportOutcome> {
    const { promise, resolve, reject } = Promise.withResolvers<ImportOutcome>();
    const thread = take();
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

  return async (task) => {
    const lane = task.kind === 'texts' ? lanes.texts : lanes.files;
    if (lane.busy >= MOST_AT_ONCE) await new Promise<void>((turn) => lane.waiting.push(turn));
    else lane.busy += 1;
    try {
      return await read(task);
    } finally {
      // Whoever waits longest takes the place over.
      const next = lane.waiting.shift();
      if (next) next();
      else lane.busy -= 1;
    }
  };
}

/** The threads of this process. */
export const carryOutInThread = createImportThreads();
