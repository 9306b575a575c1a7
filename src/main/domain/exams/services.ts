import type { ImportReport } from '../../../shared/model/exam.ts';
import type { Question } from '../../../shared/model/question.ts';
import type { Medium } from '../media/media-store.ts';

/** A candidate as a roster file names them. Absent: the file says nothing about it; '' or 0: it says there is none. */
export interface RosterRow {
  readonly line: number;
  readonly candidateNumber: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email?: string | undefined;
  readonly seat?: string | undefined;
  readonly extraMinutes?: number | undefined;
  readonly accessCode?: string | undefined;
}

/** Reading foreign files, away from the main loop (decision 4). Both refuse with a RoomError. */
export interface FileReaders {
  exam(
    bytes: Uint8Array,
    options: { format?: string | undefined; filename?: string | undefined },
  ): Promise<{
    title: string;
    questions: readonly Question[];
    report: ImportReport;
    /** What the texts name as `media:<sha256>`, each once; the hash was taken of the bytes where they were read. */
    media?: readonly Medium[];
  }>;
  roster(bytes: Uint8Array): Promise<{ rows: readonly RosterRow[]; rejected: readonly { line: number; reason: string }[] }>;
}
