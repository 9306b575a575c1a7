import { useEffect, useState } from 'react';
import { useRoom } from '../link/room-context.tsx';

/** Room time at which the live connection was last lost; undefined while it never was. */
export function useLastConnectedAt(): number | undefined {
  const { connection } = useRoom();
  const [lostAt, setLostAt] = useState<number>();
  useEffect(() => {
    let wasConnected = connection.state.state === 'connected';
    return connection.onState(({ state }) => {
      if (state === 'connected') wasConnected = true;
      else if (wasConnected) {
        wasConnected = false;
        setLostAt(connection.serverNow());
      }
    });
  }, [connection]);
  return lostAt;
}
