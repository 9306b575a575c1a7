import {
  type AlertFeed,
  createAlertFeed,
  createRoomApi,
  createRoomClient,
  type FetchPort,
  giveReceipts,
  type RoomApi,
  type RoomConnection,
} from '../../../shared/client/index.ts';
import { newRandomId } from '../../link/random-id.ts';
import { onePageAtATime } from './one-page-at-a-time.ts';
import type { StaffSession } from './staff-session.ts';

const baseUrl = window.location.origin;
export const fetchPort: FetchPort = (url, init) =>
  fetch(url, { ...init, cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer' });

/** The room before anybody is signed in: set-up and login. */
export const anonymousApi: RoomApi = createRoomApi({ baseUrl, fetch: fetchPort });

/** Everything a signed-in console holds of its room. */
export interface RoomLink {
  readonly api: RoomApi;
  readonly connection: RoomConnection;
  readonly feed: AlertFeed;
  /** Connects and listens; the answer ends all of it. */
  start(): () => void;
}

/** Makes the link of one staff session; a session the room ended for good is ended here too. */
export function createRoomLink(session: StaffSession): RoomLink {
  const { api, connection, start } = createRoomClient({
    newId: newRandomId,
    baseUrl,
    fetch: fetchPort,
    tokens: session.tokens,
    exclusive: onePageAtATime,
    onSignedOut: session.end,
  });
  const feed = createAlertFeed({ connection });

  return {
    api,
    connection,
    feed,
    start() {
      const stops = [feed.start(), giveReceipts(connection), start()];
      return () => {
        for (const stop of stops.reverse()) stop();
      };
    },
  };
}
