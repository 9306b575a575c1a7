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

const KNOWN_FORMATS = new Set([undefined, 'auto', 'gift']);

/** Reads question banks and rosters (EX1, EX3), in threads of their own unless told how else to carry a task out. */
export function createFileReaders(carryOut: (task: ImportTask) => Promise<ImportOutcome> = carryOutInThread): FileReaders {
  return {
    exam: async (bytes, { format, filename }) => {
      if (!KNOWN_FORMATS.has(format))
        throw new RoomError('format_unknown', `This version reads GIFT files, not ${format}.`, { field: 'format' });
      return importedOrRefused(await carryOut({ kind: 'exam', bytes, filename }));
    },
    roster: async (bytes, reading) => importedOrRefused(await carryOut({ kind: 'roster', bytes, reading })),
    rosterPreview: async (bytes, reading) => importedOrRefused(await carryOut({ kind: 'roster_preview', bytes, reading })),
    texts: async (texts) => (texts.length === 0 ? [] : importedOrRefused(await carryOut({ kind: 'texts', texts }))),
  };
}
