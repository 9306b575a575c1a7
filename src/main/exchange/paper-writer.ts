import type { ExportedExam } from '../../shared/model/exam-export.ts';
import type { PaperWriter } from '../domain/exams/exam-export-commands.ts';
import type { ImportOutcome, ImportTask } from './import-task.ts';
import { carryOutInThread } from './import-threads.ts';

/** Writes papers for other systems (EX1), in the threads that read them unless told how else to carry a task out. */
export function createPaperWriter(carryOut: (task: ImportTask) => Promise<ImportOutcome> = carryOutInThread): PaperWriter {
  return {
    write: async (paper, format) => {
      const outcome = await carryOut({ kind: 'export', paper, format });
      // A paper that was once read is the room's own: nothing in it is a reason to refuse.
      if (!outcome.ok) throw new Error(`an export was refused: ${outcome.code}: ${outcome.message}`);
      return outcome.value as ExportedExam;
    },
  };
}
