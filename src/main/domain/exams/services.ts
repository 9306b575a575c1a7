import type { Accommodations } from '../../../shared/model/accommodations.ts';
import type { ImportReport } from '../../../shared/model/exam.ts';
import type { Question, RichText } from '../../../shared/model/question.ts';
import type { SourceText } from '../../../shared/model/question-draft.ts';
import type { RosterEncoding, RosterMapping, RosterPreview, RosterSeparator } from '../../../shared/model/roster-reading.ts';
import type { Medium } from '../media/media-store.ts';
import type { ToolFileReader } from '../tools/tool-content-store.ts';

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
  /** What the columns there are say of accommodations; an empty cell takes one away. */
  readonly accommodations?: { readonly [Name in keyof Accommodations]?: Accommodations[Name] | undefined } | undefined;
}

/** How a roster is to be read; what is left out is found out. */
export interface RosterReading {
  readonly mapping?: RosterMapping | undefined;
  readonly hasHeader?: boolean | undefined;
  readonly separator?: RosterSeparator | undefined;
  readonly encoding?: RosterEncoding | undefined;
}

/** A roster read and compared with nothing yet. */
export type RosterTable = Omit<RosterPreview, 'rows' | 'added' | 'updated'> & { readonly rows: readonly RosterRow[] };

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
  roster(
    bytes: Uint8Array,
    reading?: RosterReading,
  ): Promise<{
    rows: readonly RosterRow[];
    rejected: readonly { line: number; reason: string }[];
    warnings?: readonly { line: number; reason: string }[];
  }>;
  /** The same without a refusal for columns that are missing: they are told, with those that are there. */
  rosterPreview(bytes: Uint8Array, reading?: RosterReading): Promise<RosterTable>;
  /** A file for a tool, read and sanitised; refuses with a RoomError. */
  toolFile: ToolFileReader;
  /** Texts as somebody typed them, rendered and sanitised as an import renders them; in the order given. */
  texts(texts: readonly SourceText[]): Promise<readonly RichText[]>;
}
