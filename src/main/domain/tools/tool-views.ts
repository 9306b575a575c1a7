import { invariant } from '../../../shared/assert.ts';
import { toIso } from '../../../shared/model/time.ts';
import type { OwnToolAccess, Tool, ToolAccess, ToolHistoryEntry } from '../../../shared/model/tool.ts';
import type { ToolFile } from '../../../shared/model/tool-content.ts';
import { userRoom } from '../../../shared/protocol/events.ts';
import { candidateNumberOf, personName, staffName } from '../identity/person-name.ts';
import type { Store } from '../store.ts';
import type { Work } from '../work.ts';
import { grantedFiles } from './granted-content.ts';
import type { StoredToolFile } from './tool-content-store.ts';
import type { StoredTool, StoredToolAccess, StoredToolEvent } from './tool-store.ts';

export const toFile = ({ id, name, kind, size, count }: StoredToolFile): ToolFile => ({
  id,
  name,
  kind,
  size,
  ...(count === undefined ? {} : { count }),
});

const filesIn = (files: readonly StoredToolFile[]): { files?: ToolFile[] } =>
  files.length === 0 ? {} : { files: files.map(toFile) };

export const toTool = ({ id, kind, name, address, allow, dataPoints, examId }: StoredTool, store: Store): Tool => ({
  id,
  kind,
  name,
  ...(address === undefined ? {} : { address }),
  ...(allow === undefined ? {} : { allow: [...allow] }),
  dataPoints: [...dataPoints],
  ...filesIn(store.toolContents.filesOf(id)),
  ...(examId === undefined ? {} : { examId }),
});

/** The tool of a request or grant, also one that was removed since. */
export function toolOf(store: Store, { toolId }: Pick<StoredToolAccess, 'toolId'>): StoredTool {
  const tool = store.tools.byId(toolId);
  invariant(tool, 'what is asked for and granted is a stored tool');
  return tool;
}

/** Where a granted tool leads and what it consists of, as far as the grant reaches. */
function grantedParts(store: Store, access: StoredToolAccess): Pick<Tool, 'address' | 'allow' | 'files'> {
  const { address, allow } = toolOf(store, access);
  return {
    ...(address === undefined ? {} : { address }),
    ...(allow === undefined ? {} : { allow: [...allow] }),
    ...filesIn(grantedFiles(store, access)),
  };
}

/** A candidate's own request or grant; its address and files are told only to whoever holds the grant. */
export function toOwnAccess(store: Store, access: StoredToolAccess): OwnToolAccess {
  const { id, kind, name } = toolOf(store, access);
  return {
    id: access.id,
    state: access.state,
    tool: { id, kind, name, ...(access.state === 'granted' ? grantedParts(store, access) : {}) },
    dataPoints: [...access.dataPoints],
    ...(access.expiresAt === undefined ? {} : { expiresAt: toIso(access.expiresAt) }),
    ...(access.decisionReason === undefined || access.state === 'granted' ? {} : { decisionReason: access.decisionReason }),
  };
}

/** The same for staff, names included. */
export function toAccess(store: Store, access: StoredToolAccess): ToolAccess {
  const seat = store.roster.get(access.examId, access.userId)?.seat;
  const by = access.decidedBy && staffName(store, access.decidedBy);
  return {
    ...toOwnAccess(store, access),
    attemptId: access.attemptId,
    examId: access.examId,
    userId: access.userId,
    candidateNumber: candidateNumberOf(store, access.userId),
    name: personName(store, access.userId),
    ...(seat ? { seat } : {}),
    ...(access.reason === undefined ? {} : { reason: access.reason }),
    requestedAt: toIso(access.requestedAt),
    ...(access.decidedAt === undefined ? {} : { decidedAt: toIso(access.decidedAt) }),
    ...(by ? { decidedBy: by } : {}),
    ...(access.decisionReason === undefined ? {} : { decisionReason: access.decisionReason }),
    uses: access.uses,
  };
}

export function toHistoryEntry(store: Store, event: StoredToolEvent): ToolHistoryEntry {
  const tool = toolOf(store, event);
  const by = event.by && staffName(store, event.by);
  return {
    number: event.number,
    at: toIso(event.at),
    type: event.type,
    ...(event.accessId === undefined ? {} : { accessId: event.accessId }),
    tool: { id: tool.id, name: tool.name },
    attemptId: event.attemptId,
    examId: event.examId,
    userId: event.userId,
    candidateNumber: candidateNumberOf(store, event.userId),
    name: personName(store, event.userId),
    dataPoints: [...event.dataPoints],
    ...(by ? { by } : {}),
    ...(event.reason === undefined ? {} : { reason: event.reason }),
  };
}

/** Tells staff and the candidate what became of a request or a grant (protocol 3). */
export function emitToolAccess(
  work: Work,
  access: StoredToolAccess,
  type: 'granted' | 'revoked' | 'requested',
  said: { by?: StoredToolAccess['decidedBy']; reason?: string | undefined } = {},
): void {
  const tool = toolOf(work.store, access);
  const session = work.store.sessions.ofAttempt(access.attemptId).at(-1);
  invariant(session, 'an attempt was joined by a session');
  work.emit({
    name: 'tool-access',
    payload: {
      type,
      tool: { id: tool.id, name: tool.name },
      userId: access.userId,
      sessionId: session.id,
      dataPoints: [...access.dataPoints],
      ...(type === 'granted' && access.expiresAt !== undefined ? { expiresAt: toIso(access.expiresAt) } : {}),
      ...(said.by === undefined ? {} : { by: said.by }),
      ...(said.reason === undefined ? {} : { reason: said.reason }),
      timestamp: toIso(work.now),
    },
    rooms: ['security', userRoom(access.userId)],
  });
}
