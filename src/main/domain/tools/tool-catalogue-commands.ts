import type { ToolId } from '../../../shared/model/tool.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { findExam } from '../attempts/find-attempt.ts';
import type { SomeHandlers } from '../handler.ts';
import { dropContents } from './drop-contents.ts';
import { checkAddress, findTool } from './tool-content-commands.ts';
import type { StoredTool } from './tool-store.ts';
import { toTool } from './tool-views.ts';

/** Which tools there are, in the room and in one exam (TL1). */
export const toolCatalogueCommands: SomeHandlers<'tools_list' | 'tool_add' | 'tool_remove'> = {
  tools_list: {
    execute: ({ store }, { examId }) => ({ tools: store.tools.catalogue(examId).map((tool) => toTool(tool, store)) }),
  },
  tool_add: {
    execute: (work, { examId, kind, name, address, allow, dataPoints = [] }) => {
      if (examId !== undefined) findExam(work.store, examId);
      const shown = name.trim();
      if (shown === '') throw new RoomError('invalid_input', 'The tool needs a name.', { field: 'name' });
      if (kind === 'url') checkAddress(address ?? '', allow ?? []);
      const isTaken = (tool: StoredTool) => tool.name.toLowerCase() === shown.toLowerCase() && tool.examId === examId;
      if (work.store.tools.catalogue(examId).some(isTaken))
        throw new RoomError('state_conflict', 'There is a tool of this name already.', { field: 'name' });
      const tool: StoredTool = {
        id: work.ids.next<ToolId>(),
        kind,
        name: shown,
        address: address?.trim(),
        ...(kind === 'url' ? { allow: (allow ?? []).map((entry) => entry.trim()) } : {}),
        dataPoints: [...new Set(dataPoints)],
        examId,
        addedAt: work.now,
      };
      work.store.tools.put(tool);
      work.audit('tool.added', `tool:${tool.id}`, { kind, examId });
      return { tool: toTool(tool, work.store) };
    },
  },
  tool_remove: {
    execute: (work, { toolId }) => {
      const tool = findTool(work.store, toolId);
      work.store.tools.put({ ...tool, removedAt: work.now });
      dropContents(work, toolId);
      work.audit('tool.removed', `tool:${toolId}`);
      return { tool: toTool(tool, work.store) };
    },
  },
};
