import type { CandidateCall, ExamShell, SeatFacts, SeatLine, SeatWork } from '../../shared/ipc.ts';
import type { CommandOutput } from '../../shared/protocol/index.ts';
import { createBridgedClient } from './bridged-client.ts';
import { createBridgedConnection } from './bridged-connection.ts';
import type { CandidateLink } from './candidate-link.ts';
import { fromRoom } from './shell-replies.ts';

/** Opens the seat in the shell, or finds it open there: it lives longer than this page. Rejects where the shell has no such seat. */
export async function openBridgedLink(
  shell: ExamShell,
  { attemptId }: Pick<SeatFacts, 'attemptId'>,
  monotonic: () => number = () => performance.now(),
): Promise<CandidateLink> {
  // Listened to before anything is asked, so that no picture falls between the answer and now.
  let early: { lines: SeatLine[]; works: SeatWork[] } | undefined = { lines: [], works: [] };
  const stops = [
    shell.onLine((next) => (early ? void early.lines.push(next) : line.take(next))),
    shell.onWork((next) => (early ? void early.works.push(next) : work.take(next))),
  ];
  const opened = await fromRoom(shell.open({ attemptId }));
  const line = createBridgedConnection({ shell, line: opened.line, heard: opened.heard, monotonic });
  const work = createBridgedClient(shell, opened.work);
  const { lines, works } = early;
  early = undefined;
  lines.forEach(line.take);
  works.forEach(work.take);
  return {
    world: 'desktop',
    external: {
      show: (top) => void shell.external({ top }),
      hide: () => void shell.external({}),
    },
    toolPage: {
      show: (grantId, place) => void shell.toolPage({ grantId, place }),
      hide: () => void shell.toolPage({}),
    },
    api: {
      call: <Name extends CandidateCall>(
        command: Name,
        _input: Record<string, never>,
        { timeoutMs }: { readonly timeoutMs?: number } = {},
      ) => fromRoom(shell.call({ command, ...(timeoutMs === undefined ? {} : { timeoutMs }) })) as Promise<CommandOutput<Name>>,
      searchTool: (input) => fromRoom(shell.tool({ command: 'tool_search', input })) as Promise<CommandOutput<'tool_search'>>,
      lookUp: (input) => fromRoom(shell.tool({ command: 'tool_entry', input })) as Promise<CommandOutput<'tool_entry'>>,
      readTool: async (input) => {
        const { mediaType, bytes } = await fromRoom(shell.toolFile(input));
        return { mediaType, bytes: new Uint8Array(bytes) };
      },
      medium: async (sha256) => {
        const { mediaType, bytes } = await fromRoom(shell.medium({ sha256 }));
        return { mediaType, bytes: new Uint8Array(bytes) };
      },
      saveCertificate: async () => (await fromRoom(shell.saveCertificate())).outcome,
    },
    connection: line.connection,
    client: work.client,
    outbox: { keeping: line.keeping, onKeeping: line.onKeeping },
    start() {
      line.start();
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
