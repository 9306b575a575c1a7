import type { CommandName } from '../../../shared/protocol/commands.ts';
import type { OperationNote } from './operations.ts';

const grantedTool = [
  'tool_not_granted',
  'not_found',
  'attempt_not_found',
  'attempt_finished',
  'start_code_required',
  'state_conflict',
] as const;

/** Tools: who may use which, what they consist of, and what candidates read of it (TL1). */
export const TOOL_OPERATION_NOTES = {
  tools_list: { summary: 'List the tools of the room, or of an exam', refusals: ['exam_not_found'] },
  tool_add: { summary: 'Add a tool for the room or for one exam', refusals: ['exam_not_found', 'state_conflict'] },
  tool_remove: { summary: 'Remove a tool that was added', refusals: ['tool_not_found', 'state_conflict'] },
  tools_open: { summary: 'List what waits for a decision and what is granted now' },
  tools_history: { summary: 'List requests, grants and uses of tools, latest first' },
  tool_decide: {
    summary: 'Grant, deny or revoke a tool',
    refusals: ['not_found', 'tool_not_found', 'attempt_not_found', 'state_conflict'],
  },
  tool_address_set: {
    summary: 'Set the address of a web page and where it may go; not while it is granted',
    refusals: ['tool_not_found', 'tool_in_use', 'state_conflict'],
  },
  tool_file_add: {
    summary: 'Give a tool a file: a dictionary, a text, a table or a picture; one of the same name is replaced',
    refusals: ['tool_not_found', 'tool_in_use', 'file_too_large', 'format_unknown', 'pdf_not_taken', 'nothing_importable'],
  },
  tool_file_get: { summary: 'Get a file of a tool as the room keeps it', refusals: ['tool_not_found', 'not_found'] },
  tool_file_remove: {
    summary: 'Remove a file of a tool; not while the tool is granted',
    refusals: ['tool_not_found', 'not_found', 'tool_in_use'],
  },
  tool_search: { summary: 'Find words in a granted dictionary by how they begin', refusals: grantedTool },
  tool_entry: { summary: 'Look a word up in a granted dictionary; kept as a use', refusals: grantedTool },
  tool_read: { summary: 'Read a file of a granted tool; kept as a use', refusals: grantedTool },
} as const satisfies Readonly<Partial<Record<CommandName, OperationNote>>>;
