import { RoomError } from '../protocol/index.ts';
import type { RoomConnection } from './connection-contract.ts';
import { createCredentials, type TokenStore } from './credentials.ts';
import { createEventManager, type EventManager } from './event-manager.ts';
import { createNotificationBook } from './notification-book.ts';
import type { NotificationBook } from './notification-book-contract.ts';
import type { ClientClock, FetchPort, NewIdPort, ProblemPort, RandomPort } from './ports.ts';
import { createRoomApi } from './rest-api.ts';
import type { RoomApi } from './rest-contract.ts';
import { mayHeal } from './retryable.ts';
import { createRoomConnection } from './room-connection.ts';
import type { SocketFactory } from './room-socket.ts';
import { RoomUnreachable } from './unreachable.ts';

export interface RoomClientOptions {
  /** Origin of the room, e.g. `https://192.168.1.5:3000`. */
  readonly baseUrl: string;
  readonly fetch: FetchPort;
  /** The tokens of the session; renewed in place. */
  readonly tokens: TokenStore;
  /** See `CredentialsOptions`: for pages that share `tokens`. */
  readonly exclusive?: <T>(work: () => Promise<T>) => Promise<T>;
  /** Told when the room has ended the session for good: sign in anew. */
  readonly onSignedOut?: () => void;
  /** See `CredentialsOptions`: names renewals, so that a lost answer ends no session. */
  readonly newId?: NewIdPort;
  readonly socketFactory?: SocketFactory;
  readonly clock?: ClientClock;
  readonly random?: RandomPort;
  readonly onProblem?: ProblemPort;
}

/** One signed-in session of the room: what it may ask, what it hears. `on` and `off` as the event manager promises. */
export interface RoomClient extends EventManager {
  /** Every command with a path, carrying the session's token and renewing it. */
  readonly api: RoomApi;
  readonly connection: RoomConnection;
  readonly notifications: NotificationBook;
  /** Connects, and again whenever the connection is lost; the answer ends it. Listeners stay for the next start. */
  start(): () => void;
}

/** Makes the client of one session. Nothing is sent before `start` or a call. */
export function createRoomClient(options: RoomClientOptions): RoomClient {
  const { baseUrl, fetch, tokens, exclusive, onSignedOut, newId, socketFactory, clock, random, onProblem } = options;
  const ports = { ...(clock ? { clock } : {}), ...(onProblem ? { onProblem } : {}) };
  const anonymous = createRoomApi({ baseUrl, fetch, ...(clock ? { clock } : {}) });
  const credentials = createCredentials({
    api: anonymous,
    store: tokens,
    ...(exclusive ? { exclusive } : {}),
    ...(newId ? { newId } : {}),
  });

  async function renew(): Promise<boolean> {
    try {
      await credentials.refresh();
      return true;
    } catch (error) {
      // A room out of reach, or too busy, says nothing about the session.
      if (error instanceof RoomError && !mayHeal(error)) onSignedOut?.();
      if (error instanceof RoomError || error instanceof RoomUnreachable) return false;
      throw error;
    }
  }

  const api = createRoomApi({
    baseUrl,
    fetch,
    token: () => credentials.token(),
    onUnauthorized: renew,
    ...(clock ? { clock } : {}),
  });
  const connection = createRoomConnection({
    baseUrl,
    credentials,
    ...ports,
    ...(random ? { random } : {}),
    ...(socketFactory ? { socketFactory } : {}),
  });
  const events = createEventManager(connection);

  return {
    api,
    connection,
    notifications: createNotificationBook({ connection, api, ...ports }),
    on: events.on,
    off: events.off,
    start() {
      const stopListening = connection.onState((state) => {
        if (state.state === 'refused' && state.code.startsWith('token_')) onSignedOut?.();
      });
      const stop = connection.start();
      return () => {
        stop();
        stopListening();
      };
    },
  };
}
