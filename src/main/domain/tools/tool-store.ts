import type { AttemptId, ExamId, UserId } from '../../../shared/model/ids.ts';
import type { ToolAccessId, ToolAccessState, ToolHistoryEntry, ToolId, ToolKind } from '../../../shared/model/tool.ts';

/*
 * What the store keeps of tools. What people type stands sealed under the candidate's key (ID7).
 */

export interface StoredTool {
  readonly id: ToolId;
  readonly kind: ToolKind;
  readonly name: string;
  readonly address?: string | undefined;
  /** Where its web page may go beside its address. */
  readonly allow?: readonly string[] | undefined;
  readonly dataPoints: readonly string[];
  readonly examId?: ExamId | undefined;
  readonly addedAt: number;
  readonly removedAt?: number | undefined;
}

/** A request and the grant it becomes. */
export interface StoredToolAccess {
  readonly id: ToolAccessId;
  /** The client's own id of the request; absent for a grant nobody asked for. */
  readonly clientId?: string | undefined;
  readonly attemptId: AttemptId;
  readonly examId: ExamId;
  readonly userId: UserId;
  readonly toolId: ToolId;
  readonly state: ToolAccessState;
  readonly dataPoints: readonly string[];
  readonly reason?: string | undefined;
  readonly requestedAt: number;
  readonly decidedAt?: number | undefined;
  readonly decidedBy?: UserId | undefined;
  readonly decisionReason?: string | undefined;
  readonly expiresAt?: number | undefined;
  readonly uses: number;
}

export interface StoredToolEvent {
  readonly number: number;
  readonly at: number;
  readonly type: ToolHistoryEntry['type'];
  readonly accessId?: ToolAccessId | undefined;
  /** Client-made id of a use. */
  readonly clientId?: string | undefined;
  readonly toolId: ToolId;
  readonly attemptId: AttemptId;
  readonly examId: ExamId;
  readonly userId: UserId;
  readonly dataPoints: readonly string[];
  readonly by?: UserId | undefined;
  readonly reason?: string | undefined;
}

export type ToolUseOnRecord = Pick<StoredToolEvent, 'accessId' | 'dataPoints'> & { readonly type: 'used' | 'blocked' };

export interface ToolHistoryFilter {
  readonly examId?: ExamId | undefined;
  readonly userId?: UserId | undefined;
  readonly beforeNumber?: number | undefined;
  readonly limit: number;
}

export interface ToolRepo {
  /** Removed ones included: what was granted keeps its name. */
  byId(id: ToolId): StoredTool | undefined;
  /** Of the room, and of this exam (of every exam when none is named), without removed ones. */
  catalogue(examId: ExamId | undefined): StoredTool[];
  put(tool: StoredTool): void;
  access(id: ToolAccessId): StoredToolAccess | undefined;
  accessOfClient(attemptId: AttemptId, clientId: string): StoredToolAccess | undefined;
  accessOfAttempt(attemptId: AttemptId): StoredToolAccess[];
  /** Requested and granted ones of all attempts, oldest first. */
  open(): StoredToolAccess[];
  /** Granted ones whose time was over by then. */
  overdue(now: number): StoredToolAccess[];
  putAccess(access: StoredToolAccess): void;
  log(event: Omit<StoredToolEvent, 'number'>): void;
  /** What became of a use with this id, if the attempt made one, and what it was of. */
  use(attemptId: AttemptId, clientId: string): ToolUseOnRecord | undefined;
  /** Newest first. */
  history(filter: ToolHistoryFilter): StoredToolEvent[];
}
