import { type UseQueryResult, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { RoomMetrics } from '../../../../shared/model/metrics.ts';
import { useCommandQuery } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { useConnectionState, useRoom } from '../../link/room-context.tsx';

/** Without the live event, which a connection of its own may lack for a while. */
const SELDOM_MS = 30_000;
const OFTEN_MS = 5_000;

/** The room's figures, live for as long as somebody looks at them. */
export function useMetrics(): UseQueryResult<RoomMetrics> {
  const { connection } = useRoom();
  const { state } = useConnectionState();
  const cache = useQueryClient();
  useEffect(() => connection.on('metrics', (metrics) => void cache.setQueryData(keys.metrics, metrics)), [connection, cache]);
  useEffect(() => {
    if (state !== 'connected') return undefined;
    // A connection that is lost meanwhile has lost its subscription with it; the next one begins anew.
    connection.request('metrics_subscribe', {}).catch(() => {});
    return () => void connection.request('metrics_unsubscribe', {}).catch(() => {});
  }, [connection, state]);
  return useCommandQuery('metrics_get', {}, keys.metrics, { refetchInterval: SELDOM_MS });
}

/** Who is connected; names come from the sessions, which are asked for together. */
export const useConnections = () => useCommandQuery('connections_list', {}, keys.connections, { refetchInterval: OFTEN_MS });
