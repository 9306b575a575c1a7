import { z } from 'zod';
import { PlainText } from '../../model/bounded-json.ts';
import { ClientMadeId } from '../../model/ids.ts';
import { Tool, ToolAccessId, ToolId } from '../../model/tool.ts';
import {
  DictionaryEntry,
  FoundWord,
  MOST_HEADWORD,
  ToolFile,
  ToolFileId,
  ToolMediaType,
  ToolReading,
} from '../../model/tool-content.ts';
import { STAFF } from './parts.ts';
import type { CommandTable } from './table.ts';
import { AllowList } from './tool-commands.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const content = z.strictObject({ sha256: z.string(), mediaType: ToolMediaType, bytes });
/** A file of a tool, through a grant of one's own. */
const granted = { grantId: ToolAccessId, fileId: ToolFileId };

/** What tools consist of, for staff to give and for candidates to use (TL1). */
export const TOOL_CONTENT_COMMANDS = {
  tool_address_set: {
    roles: STAFF,
    input: z.strictObject({ toolId: ToolId, address: PlainText(2000).min(1), allow: AllowList.optional() }),
    output: z.strictObject({ tool: Tool }),
  },
  /** A file of the same name is replaced; a dictionary always, for a tool has one. */
  tool_file_add: {
    roles: STAFF,
    input: z.strictObject({ toolId: ToolId, bytes: z.instanceof(Uint8Array), filename: z.string().max(255).optional() }),
    output: z.strictObject({ file: ToolFile, reading: ToolReading, tool: Tool }),
  },
  /** Over REST the bytes under their own media type, as the room keeps them. */
  tool_file_get: { roles: STAFF, input: z.strictObject({ toolId: ToolId, fileId: ToolFileId }), output: content },
  tool_file_remove: {
    roles: STAFF,
    input: z.strictObject({ toolId: ToolId, fileId: ToolFileId }),
    output: z.strictObject({ tool: Tool }),
  },
  /** Words alone; what one means is told by `tool_entry`. */
  tool_search: {
    roles: ['student'],
    input: z.strictObject({ ...granted, text: PlainText(MOST_HEADWORD).min(1) }),
    output: z.strictObject({ words: z.array(FoundWord), isMore: z.boolean() }),
  },
  /** Kept as a use of the grant, with the headword as its data point; `id` as in `tool_use`. */
  tool_entry: {
    roles: ['student'],
    input: z.strictObject({ id: ClientMadeId, ...granted, headword: PlainText(MOST_HEADWORD).min(1) }),
    output: DictionaryEntry,
  },
  /** Kept as a use, with the name of the file as its data point; `id` as in the `tool_use` that tells of the same opening. */
  tool_read: { roles: ['student'], input: z.strictObject({ id: ClientMadeId, ...granted }), output: content },
} as const satisfies CommandTable;
