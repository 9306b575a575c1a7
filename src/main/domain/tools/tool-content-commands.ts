import { flawOfAddress } from '../../../shared/model/external-paper.ts';
import type { ToolId, ToolKind } from '../../../shared/model/tool.ts';
import type { ToolFileId } from '../../../shared/model/tool-content.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { signedIn } from '../access/actor.ts';
import type { SomeHandlers } from '../handler.ts';
import type { Store } from '../store.ts';
import type { Work } from '../work.ts';
import type { StoredToolFile, ToolFileReader } from './tool-content-store.ts';
import type { StoredTool } from './tool-store.ts';
import { toFile, toTool } from './tool-views.ts';

/** What files of a kind of tool are read as; the others have none. */
const USES: Readonly<Partial<Record<ToolKind, 'dictionary' | 'reference'>>> = {
  dictionary: 'dictionary',
  reference: 'reference',
  file: 'reference',
};
const MOST_FILES = 20;
const MOST_BYTES = 20 * 1024 * 1024;
const MOST_NAME = 100;

/** A tool that was not removed. Throws `tool_not_found`. */
export function findTool(store: Store, toolId: ToolId): StoredTool {
  const tool = store.tools.byId(toolId);
  if (!tool || tool.removedAt !== undefined)
    throw new RoomError('tool_not_found', 'There is no such tool in this room.', { field: 'toolId' });
  return tool;
}

const useOf = ({ kind }: StoredTool): 'dictionary' | 'reference' => {
  const use = USES[kind];
  if (!use)
    throw new RoomError('invalid_input', 'Only dictionaries, references and files have files: choose one of these.', {
      field: 'toolId',
    });
  return use;
};

/** How many candidates may use it now. */
export const holdersOf = (store: Store, toolId: ToolId): number =>
  store.tools.open().filter((access) => access.toolId === toolId && access.state === 'granted').length;

/** What candidates have in their hands now does not change under them: one would have another aid than the next. */
function assertNotInUse(store: Store, { id }: StoredTool): void {
  const holders = holdersOf(store, id);
  if (holders > 0)
    throw new RoomError(
      'tool_in_use',
      `${holders === 1 ? 'A candidate has' : `${holders} candidates have`} this tool now, so it stays as it is until their grants end: revoke them, or add another tool.`,
      { field: 'toolId', data: { grants: holders } },
    );
}

/** The last part of what a file is called, as one line; a path or a control in it is nobody's business. */
function nameOf(filename: string | undefined, fallback: string): string {
  const [last = ''] = (filename ?? '').split(/[\\/]/).slice(-1);
  const name = last
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp},]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return name.slice(0, MOST_NAME).toWellFormed().trim() || fallback;
}

/** What a web page's tool may be: addresses that can be kept to a list, and the list (as EX8). */
export function checkAddress(address: string, allow: readonly string[]): void {
  for (const [field, text] of [['address', address] as const, ...allow.map((entry) => ['allow', entry] as const)]) {
    const flaw = flawOfAddress(text.trim());
    if (flaw !== undefined) throw new RoomError('invalid_input', `The address ${flaw}.`, { field });
  }
}

function put(work: Work, file: StoredToolFile, bytes: Uint8Array, replaced: readonly StoredToolFile[]): void {
  for (const { id } of replaced) work.store.toolContents.remove(id, work.now);
  work.store.toolContents.add(file, bytes);
  work.audit('tool.file_added', `tool:${file.toolId}`, {
    file: file.id,
    kind: file.kind,
    sha256: file.sha256,
    ...(replaced.length > 0 ? { replaced: replaced.map(({ sha256 }) => sha256) } : {}),
  });
}

type StaffCommand = 'tool_address_set' | 'tool_file_add' | 'tool_file_get' | 'tool_file_remove';

/** What tools consist of: given, replaced and removed by staff, and never while somebody has it (TL1). */
export function createToolContentCommands(read: ToolFileReader): SomeHandlers<StaffCommand> {
  const fileOf = (store: Store, toolId: ToolId, fileId: ToolFileId): StoredToolFile => {
    const file = store.toolContents.filesOf(findTool(store, toolId).id).find(({ id }) => id === fileId);
    if (!file) throw new RoomError('not_found', 'This tool has no such file, or not any more.', { field: 'fileId' });
    return file;
  };
  return {
    tool_address_set: {
      execute: (work, { toolId, address, allow = [] }) => {
        const tool = findTool(work.store, toolId);
        if (tool.kind !== 'url') throw new RoomError('invalid_input', 'Only web pages have an address.', { field: 'toolId' });
        assertNotInUse(work.store, tool);
        checkAddress(address, allow);
        const changed: StoredTool = { ...tool, address: address.trim(), allow: allow.map((entry) => entry.trim()) };
        work.store.tools.put(changed);
        work.audit('tool.address', `tool:${toolId}`, { address: changed.address, allow: changed.allow });
        return { tool: toTool(changed, work.store) };
      },
    },
    tool_file_add: {
      prepare: ({ toolId, bytes, filename }, { store }) => {
        const tool = findTool(store, toolId);
        const use = useOf(tool);
        assertNotInUse(store, tool);
        return read(bytes, { use, filename });
      },
      execute: (work, { toolId, filename }, prepared: Awaited<ReturnType<ToolFileReader>>) => {
        const { reading, bytes, ...content } = prepared;
        const tool = findTool(work.store, toolId);
        assertNotInUse(work.store, tool);
        const files = work.store.toolContents.filesOf(toolId);
        const name = nameOf(filename, content.kind);
        const replaced = useOf(tool) === 'dictionary' ? files : files.filter((file) => file.name === name);
        const left = files.filter((file) => !replaced.includes(file));
        if (left.length >= MOST_FILES || left.reduce((sum, { size }) => sum + size, bytes.length) > MOST_BYTES)
          throw new RoomError(
            'file_too_large',
            `A tool may have up to ${MOST_FILES} files and ${MOST_BYTES / 1024 / 1024} MB together: remove one, or add another tool.`,
            { field: 'file' },
          );
        const file: StoredToolFile = {
          ...content,
          id: work.ids.next<ToolFileId>(),
          toolId,
          name,
          size: bytes.length,
          addedAt: work.now,
          addedBy: signedIn(work.actor).userId,
        };
        put(work, file, bytes, replaced);
        return { file: toFile(file), reading, tool: toTool(tool, work.store) };
      },
    },
    tool_file_get: {
      execute: ({ store }, { toolId, fileId }) => {
        const { sha256, mediaType } = fileOf(store, toolId, fileId);
        const bytes = store.toolContents.bytes(sha256);
        if (!bytes) throw new RoomError('not_found', 'This tool has no such file, or not any more.', { field: 'fileId' });
        return { sha256, mediaType, bytes };
      },
    },
    tool_file_remove: {
      execute: (work, { toolId, fileId }) => {
        const tool = findTool(work.store, toolId);
        const file = fileOf(work.store, toolId, fileId);
        assertNotInUse(work.store, tool);
        work.store.toolContents.remove(fileId, work.now);
        work.audit('tool.file_removed', `tool:${toolId}`, { file: fileId, sha256: file.sha256 });
        return { tool: toTool(tool, work.store) };
      },
    },
  };
}
