import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useSyncExternalStore } from 'react';
import { invariant } from '../../../shared/assert.ts';
import type { ConnectionState } from '../../../shared/client/index.ts';
import type { Alert } from '../../../shared/model/alert.ts';
import type { SessionUser } from '../../../shared/model/session.ts';
import { MediaProvider } from '../../ui/media/media-context.tsx';
import { RoomClockProvider } from '../../ui/room-clock.tsx';
import { calmly } from './calmly.ts';
import { keepCacheLive } from './live-cache.ts';
import { createRoomLink, type RoomLink } from './room-link.ts';
import type { StaffSession } from './staff-session.ts';

export interface Room extends RoomLink {
  readonly session: StaffSession;
  readonly user: SessionUser;
  /** Changes of the alert feed at the pace of a page, not of a storm. */
  readonly onAlerts: (listener: () => void) => () => void;
}

const ALERT_PACE_MS = 200;

/** Exported for the component page, which stands in for a room. */
export const RoomContext = createContext<Room | undefined>(undefined);

/** Holds the link of one signed-in person for as long as it is on the page. */
export function RoomProvider({ session, user, children }: { session: StaffSession; user: SessionUser; children: ReactNode }) {
  const cache = useQueryClient();
  const link = useMemo(() => createRoomLink(session), [session]);
  useEffect(() => {
    const stopCache = keepCacheLive(link, cache);
    const stopLink = link.start();
    return () => {
      stopLink();
      stopCache();
    };
  }, [link, cache]);
  const room = useMemo(
    () => ({ ...link, session, user, onAlerts: calmly(link.feed.subscribe, ALERT_PACE_MS) }),
    [link, session, user],
  );
  return (
    <RoomContext.Provider value={room}>
      <RoomClockProvider now={link.connection.serverNow}>
        <MediaProvider fetch={link.api.medium}>{children}</MediaProvider>
      </RoomClockProvider>
    </RoomContext.Provider>
  );
}

/** The room this console is signed in to. */
export function useRoom(): Room {
  const room = useContext(RoomContext);
  invariant(room, 'signed-in pages stand below RoomProvider');
  return room;
}

export function useConnectionState(): ConnectionState {
  const { connection } = useRoom();
  return useSyncExternalStore(connection.onState, () => connection.state);
}

/** All alerts the room has, newest first. */
export function useAlerts(): readonly Alert[] {
  const { feed, onAlerts } = useRoom();
  return useSyncExternalStore(onAlerts, feed.alerts);
}

/** Is every alert the room has here? */
export function useIsCaughtUp(): boolean {
  const { feed, onAlerts } = useRoom();
  return useSyncExternalStore(onAlerts, feed.isCaughtUp);
}
