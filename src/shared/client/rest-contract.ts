import type { EvidenceId } from '../model/evidence.ts';
import type { MediaType } from '../model/media.ts';
import type { ToolMediaType } from '../model/tool-content.ts';
import type { CommandInput, CommandName, CommandOutput } from '../protocol/index.ts';

export interface CallOptions {
  /** Milliseconds until the call counts as unanswered; 15 s unless told, 120 s for imports. */
  readonly timeoutMs?: number;
}

/** A file of a tool: a picture as it is, a text or a table as JSON of its model. */
export interface ToolFileBytes {
  readonly mediaType: ToolMediaType;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface MediumBytes {
  readonly mediaType: MediaType;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The room over REST: every command that has a path, by its name, with its types. */
export interface RoomApi {
  /**
   * Rejects with `RoomError` when the room refuses, with `RoomUnreachable` when it cannot be asked. The second
   * says nothing about what the room did.
   */
  call<Name extends CommandName>(command: Name, input: CommandInput<Name>, options?: CallOptions): Promise<CommandOutput<Name>>;
  /** The results of an exam as the CSV file the room makes of them. Staff. */
  resultsCsv(examId: string): Promise<string>;
  /** Every answer of its current sitting, likewise. Staff. */
  answersCsv(examId: string): Promise<string>;
  /** A certificate as PDF, or all of an exam as zip: what is no JSON. */
  document<Name extends 'certificate_get' | 'certificates_get' | 'own_certificate'>(
    command: Name,
    input: CommandInput<Name>,
  ): Promise<Uint8Array<ArrayBuffer>>;
  /** A picture that was kept as evidence, as it was sent; `call` does not read what is no JSON. Staff. */
  picture(evidenceId: EvidenceId): Promise<Uint8Array<ArrayBuffer>>;
  /** A picture or sound of a paper, by its content. Staff; candidates those of their own paper while it is open. */
  medium(sha256: string): Promise<MediumBytes>;
  /** A file of a tool. Candidates by a grant of their own, which keeps it as used; staff any. */
  toolFile<Name extends 'tool_read' | 'tool_file_get'>(command: Name, input: CommandInput<Name>): Promise<ToolFileBytes>;
}
