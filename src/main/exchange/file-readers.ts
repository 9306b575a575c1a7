import { isErrorCode, RoomError } from '../../shared/protocol/errors.ts';
import type { FileReaders } from '../domain/exams/services.ts';
import type { ImportOutcome, ImportTask } from './import-task.ts';
import { carryOutInThread } from './import-threads.ts';

function importedOrRefused<T>(outcome: ImportOutcome): T {
  if (outcome.ok) return outcome.value as T;
  if (!isErrorCode(outcome.code)) throw new Error(`an import was refused with an unknown code: ${outcome.code}`);
  throw new RoomError(outcome.code, outcome.message, {
    field: 'file',
    ...(outcome.report ? { data: { report: outcome.report } } : {}),
  });
}

/** Reads question banks and rosters (EX1, EX3), in threads of their own unless told how else to carry a task out. */
export function createFileReaders(carryOut: (task: ImportTask) => Promise<ImportOutcome> = carryOutInThread): FileReaders {
  return {
    exam: async (bytes, { format, filename }) => importedOrRefused(await carryOut({ kind: 'exam', bytes, format, filename })),
    roster: async (bytes, reading) => importedOrRefused(await carryOut({ kind: 'roster', bytes, reading })),
    rosterPreview: async (bytes, reading) => importedOrRefused(await carryOut({ kind: 'roster_preview', bytes, reading })),
    toolFile: async (bytes, { use, filename }) => importedOrRefused(await carryOut({ kind: 'tool_file', bytes, use, filename })),
    texts: async (texts) => (texts.length === 0 ? [] : importedOrRefused(await carryOut({ kind: 'texts', texts }))),
  };
}
