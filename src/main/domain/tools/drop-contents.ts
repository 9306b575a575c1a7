import type { ToolId } from '../../../shared/model/tool.ts';
import type { Work } from '../work.ts';
import { holdersOf } from './tool-content-commands.ts';

/**
 * What is in a tool that was removed goes with the last grant of it: whoever has it keeps it, and else it is of use to nobody. To be
 * called whenever a tool was removed or a grant ended; does nothing while the tool is there or somebody has it.
 */
export function dropContents({ store, now }: Pick<Work, 'store' | 'now'>, toolId: ToolId): void {
  if (store.tools.byId(toolId)?.removedAt === undefined || holdersOf(store, toolId) > 0) return;
  for (const { id } of store.toolContents.filesOf(toolId)) store.toolContents.remove(id, now);
}
