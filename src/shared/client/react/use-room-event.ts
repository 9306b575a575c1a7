import { useEffect, useRef } from 'react';
import type { ClientEventHandler, ClientEventName } from '../event-manager.ts';
import { useRoomClient } from './room-client-provider.ts';

/** Calls the handler of the latest render with every event of this name, for as long as the component stands on the page. */
export function useRoomEvent<Name extends ClientEventName>(name: Name, handler: ClientEventHandler<Name>): void {
  const client = useRoomClient();
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => client.on(name, (payload) => latest.current(payload)), [client, name]);
}
