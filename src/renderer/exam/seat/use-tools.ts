import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ToolFileBytes } from '../../../shared/client/index.ts';
import type { OwnToolAccess } from '../../../shared/model/tool.ts';
import type { CommandInput } from '../../../shared/protocol/index.ts';
import { newRandomId } from '../../link/random-id.ts';
import { useSeated } from './seat-context.tsx';
import type { ToolBench } from './tool-bench.ts';
import { createUseQueue, keptUses } from './use-queue.ts';

/** A tool that may not be used any more, and why. */
export interface EndedTool {
  readonly tool: { readonly id: string; readonly name: string };
  readonly why: 'time' | 'revoked';
  readonly reason?: string | undefined;
}

export interface GrantedTools {
  /** Grants that live now. */
  readonly grants: readonly OwnToolAccess[];
  readonly ended: EndedTool | undefined;
  readonly dismissEnded: () => void;
  readonly bench: ToolBench;
}

/** Beyond this browsers count timers from anew. */
const LONGEST_TIMER_MS = 2_147_483_647;

const endOf = ({ expiresAt }: OwnToolAccess): number =>
  expiresAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(expiresAt);

/** The candidate's granted tools, as long as their grants live, and the way to what is in them (TL1). */
export function useTools(): GrantedTools {
  const { link, seat } = useSeated();
  const { api, connection } = link;
  const [access, setAccess] = useState<readonly OwnToolAccess[]>([]);
  const [now, setNow] = useState(() => connection.serverNow());
  const [ended, setEnded] = useState<EndedTool>();

  useEffect(() => {
    let isGone = false;
    const load = (): void => {
      api.call('attempt_tools', {}).then(
        (answer) => {
          if (isGone) return;
          setAccess(answer.access);
          setNow(connection.serverNow());
        },
        () => {
          // away: what is here stays until the connection is back, and asks again then
        },
      );
    };
    load();
    const stops = [
      connection.on('tool-access', ({ type, tool, reason }) => {
        // At once, whatever the way to the whole list takes.
        if (type === 'revoked')
          setAccess((before) =>
            before.map((one) =>
              one.tool.id === tool.id && one.state === 'granted'
                ? { ...one, state: 'revoked', ...(reason === undefined ? {} : { decisionReason: reason }) }
                : one,
            ),
          );
        load();
      }),
      connection.onState(({ state }) => state === 'connected' && load()),
    ];
    return () => {
      isGone = true;
      for (const stop of stops) stop();
    };
  }, [api, connection]);

  const grants = useMemo(() => access.filter((one) => one.state === 'granted' && endOf(one) > now), [access, now]);
  const next = Math.min(...grants.map(endOf));
  useEffect(() => {
    if (!Number.isFinite(next)) return;
    const timer = window.setTimeout(
      () => setNow(connection.serverNow()),
      Math.min(Math.max(0, next - connection.serverNow()) + 20, LONGEST_TIMER_MS),
    );
    return () => window.clearTimeout(timer);
  }, [next, connection]);

  const before = useRef<readonly OwnToolAccess[]>([]);
  useEffect(() => {
    const over = before.current.find(({ id }) => !grants.some((one) => one.id === id));
    before.current = grants;
    if (!over) return;
    const current = access.find(({ id }) => id === over.id);
    const isRevoked = current?.state === 'revoked' && endOf(over) > connection.serverNow();
    setEnded({ tool: over.tool, why: isRevoked ? 'revoked' : 'time', reason: isRevoked ? current.decisionReason : undefined });
  }, [grants, access, connection]);

  const queue = useRef<ReturnType<typeof createUseQueue>>(undefined);
  useEffect(() => {
    const made = createUseQueue({
      send: (use) => connection.request('tool_use', use),
      newId: newRandomId,
      now: connection.serverNow,
      onWay: (again) => connection.onState(({ state }) => state === 'connected' && again()),
      ...keptUses(seat.attemptId),
    });
    queue.current = made;
    return () => made.stop();
  }, [connection, seat.attemptId]);

  const tell = useCallback<ToolBench['tell']>(
    async (grantId, dataPoint, id) => (await queue.current?.tell(grantId, dataPoint, id)) ?? false,
    [],
  );
  /** What was read once is here until its grant ends, also while the room is away. */
  const kept = useRef(new Map<string, ToolFileBytes>());
  useEffect(() => {
    for (const name of kept.current.keys()) if (!grants.some(({ id }) => name.startsWith(`${id} `))) kept.current.delete(name);
  }, [grants]);
  const { toolPage } = link;
  const bench = useMemo<ToolBench>(
    () => ({
      tell,
      search: (grantId, fileId, text) => api.searchTool({ grantId, fileId, text } as CommandInput<'tool_search'>),
      lookUp: (grantId, fileId, headword) =>
        api.lookUp({ id: newRandomId(), grantId, fileId, headword } as CommandInput<'tool_entry'>),
      async read(grantId, fileId, id) {
        const name = `${grantId} ${fileId}`;
        const known = kept.current.get(name);
        if (known) return known;
        const content = await api.readTool({ id, grantId, fileId } as CommandInput<'tool_read'>);
        kept.current.set(name, content);
        return content;
      },
      ...(toolPage ? { page: toolPage } : {}),
    }),
    [api, tell, toolPage],
  );
  return { grants, ended, dismissEnded: useCallback(() => setEnded(undefined), []), bench };
}
