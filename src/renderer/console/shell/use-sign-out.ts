import { useCallback } from 'react';
import { useRoom } from '../link/room-context.tsx';

/** Ends the session in the room and here; out of reach of the room it ends here all the same. */
export function useSignOut(): () => Promise<void> {
  const { api, session } = useRoom();
  return useCallback(async () => {
    try {
      await api.call('auth_logout', {}, { timeoutMs: 3_000 });
    } catch {
      // the tokens are forgotten below; in the room they run out by themselves
    }
    session.end();
  }, [api, session]);
}
