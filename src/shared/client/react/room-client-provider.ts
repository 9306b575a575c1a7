import { createContext, createElement, type ReactNode, useContext, useEffect } from 'react';
import type { RoomClient } from '../room-client.ts';

const RoomClientContext = createContext<RoomClient | undefined>(undefined);

export interface RoomClientProviderProps {
  readonly client: RoomClient;
  readonly children?: ReactNode;
}

/** Gives the hooks below it their client, and keeps it connected for as long as this stands on the page. */
export function RoomClientProvider({ client, children }: RoomClientProviderProps): ReactNode {
  useEffect(() => client.start(), [client]);
  return createElement(RoomClientContext.Provider, { value: client }, children);
}

/** The client of the nearest `RoomClientProvider`. */
export function useRoomClient(): RoomClient {
  const client = useContext(RoomClientContext);
  if (!client) throw new Error('The hooks of @invigil/client/react need a RoomClientProvider above them.');
  return client;
}
