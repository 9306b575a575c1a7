import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { isErrorCode, RoomError } from '../../shared/protocol/errors.ts';
import type { FileReaders } from '../domain/exams/services.ts';
import type { ImportOutcome, ImportTask } from './import-task.ts';

/** A file that takes longer than this to read is hostile or hopeless. */
const TIME_LIMIT_MS = 30_000;
const MEMORY_LIMIT_MB = 512;

/** Beside this module while it is a source, beside the bundle once built. */
function workerUrl(): URL {
  const source = new URL('./import-worker.ts', import.meta.url);
  if (import.meta.url.endsWith('.ts') && existsSync(source)) return source;
  const beside = new URL('./import-worker.js', import.meta.url);
  return existsSync(beside) ? beside : new URL('../import-worker.js', import.meta.url);
}

/** One thread per file, ended afterwards: whatever a file does to it stays in it. */
function inWorker(task: ImportTask): Promise<ImportOutcome> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerUrl(), { resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT_MB } });
    const tooHard = () =>
      resolve({
        ok: false,
        code: 'file_hostile',
        message: 'The file takes too much time or memory to read: split it into smaller ones.',
      });
    const timer = setTimeout(() => {
      tooHard();
      void worker.terminate();
    }, TIME_LIMIT_MS);
    worker.once('message', (outcome: ImportOutcome) => resolve(outcome));
    worker.once('error', (error: Error & { code?: string }) =>
      error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooHard() : reject(error),
    );
    worker.once('exit', () => {
      clearTimeout(timer);
      reject(new Error('the import thread ended without an answer'));
    });
    worker.postMessage(task);
  });
}

function importedOrRefused<T>(outcome: ImportOutcome): T {
  if (outcome.ok) return outcome.value as T;
  if (!isErrorCode(outcome.code)) throw new Error(`an import was refused with an unknown code: ${outcome.code}`);
  throw new RoomError(outcome.code, outcome.message, {
    field: 'file',
    ...(outcome.report ? { data: { report: outcome.report } } : {}),
  });
}

const KNOWN_FORMATS = new Set([undefined, 'auto', 'gift']);

/** Reads question banks and rosters (EX1, EX3), in threads of their own unless told how else to carry a task out. */
export function createFileReaders(carryOut: (task: ImportTask) => Promise<ImportOutcome> = inWorker): FileReaders {
  return {
    exam: async (bytes, { format, filename }) => {
      if (!KNOWN_FORMATS.has(format))
        throw new RoomError('format_unknown', `This version reads GIFT files, not ${format}.`, { field: 'format' });
      return importedOrRefused(await carryOut({ kind: 'exam', bytes, filename }));
    },
    roster: async (bytes) => importedOrRefused(await carryOut({ kind: 'roster', bytes })),
  };
}
