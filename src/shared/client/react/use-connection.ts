import { useSyncExternalStore } from 'react';
import type { ConnectionState } from '../connection-contract.ts';
import { useRoomClient } from './room-client-provider.ts';

export interface Connection {
  readonly isConnected: boolean;
  readonly state: ConnectionState;
  /** Tries at once what would be tried later. */
  readonly retryNow: () => void;
}

/** How the connection to the room stands, as it changes. */
export function useConnection(): Connection {
  const { connection } = useRoomClient();
  const read = () => connection.state;
  const state = useSyncExternalStore(connection.onState, read, read);
  return { isConnected: state.state === 'connected', state, retryNow: connection.retryNow };
}
