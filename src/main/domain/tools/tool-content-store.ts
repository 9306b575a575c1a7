import type { UserId } from '../../../shared/model/ids.ts';
import type { ToolId } from '../../../shared/model/tool.ts';
import type { ToolFileId, ToolFileKind, ToolMediaType, ToolReading } from '../../../shared/model/tool-content.ts';

/** A file as it was read: sanitised, and in the form it is shown or searched in. */
export interface ReadFile {
  readonly kind: ToolFileKind;
  readonly mediaType: ToolMediaType;
  readonly bytes: Uint8Array;
  /** Of the bytes, in lower-case hex. */
  readonly sha256: string;
  readonly count?: number | undefined;
  readonly reading: ToolReading;
}

/** Reads an uploaded file away from the main loop; refuses with a RoomError. */
export type ToolFileReader = (
  bytes: Uint8Array,
  as: { use: 'dictionary' | 'reference'; filename?: string | undefined },
) => Promise<ReadFile>;

/** A file a tool has or had. What was removed stays known by name and content hash, without its bytes. */
export interface StoredToolFile {
  readonly id: ToolFileId;
  readonly toolId: ToolId;
  readonly name: string;
  readonly kind: ToolFileKind;
  readonly mediaType: ToolMediaType;
  readonly sha256: string;
  readonly size: number;
  readonly count?: number | undefined;
  readonly addedAt: number;
  readonly addedBy: UserId;
  readonly removedAt?: number | undefined;
}

/** What tools consist of (TL1). Each content is kept once, and goes with the last file that has it. */
export interface ToolContentRepo {
  /** Of a tool, oldest first, without removed ones. */
  filesOf(toolId: ToolId): StoredToolFile[];
  add(file: StoredToolFile, bytes: Uint8Array): void;
  remove(id: ToolFileId, at: number): void;
  bytes(sha256: string): Uint8Array | undefined;
  /** A dictionary as text, kept in memory for a while: it is searched at every letter. */
  book(sha256: string): string | undefined;
}
