import {
  type AlertFeed,
  createAlertFeed,
  createCredentials,
  createRoomApi,
  createRoomConnection,
  type FetchPort,
  giveReceipts,
  type RoomApi,
  type RoomConnection,
  RoomUnreachable,
} from '../../../shared/client/index.ts';
import { RoomError } from '../../../shared/protocol/index.ts';
import { onePageAtATime } from './one-page-at-a-time.ts';
import type { StaffSession } from './staff-session.ts';

const baseUrl = window.location.origin;
const fetchPort: FetchPort = (url, init) =>
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
  const credentials = createCredentials({ api: anonymousApi, store: session.tokens, exclusive: onePageAtATime });

  async function renew(): Promise<boolean> {
    try {
      await credentials.refresh();
      return true;
    } catch (error) {
      // A refusal is final; a room out of reach says nothing about the session.
      if (error instanceof RoomError) session.end();
      if (error instanceof RoomError || error instanceof RoomUnreachable) return false;
      throw error;
    }
  }

  const api = createRoomApi({ baseUrl, fetch: fetchPort, token: () => credentials.token(), onUnauthorized: renew });
  const connection = createRoomConnection({ baseUrl, credentials });
  const feed = createAlertFeed({ connection });

  return {
    api,
    connection,
    feed,
    start() {
      const stops = [
        connection.onState((state) => {
          if (state.state === 'refused' && state.code.startsWith('token_')) session.end();
        }),
        feed.start(),
        giveReceipts(connection),
        connection.start(),
      ];
      return () => {
        for (const stop of stops.reverse()) stop();
      };
    },
  };
}
