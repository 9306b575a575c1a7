import { createCandidateClient } from './candidate-client.ts';
import type { CandidateClient } from './candidate-contract.ts';
import type { RoomConnection } from './connection-contract.ts';
import { createCredentials, type TokenStore } from './credentials.ts';
import type { OutboxStore } from './outbox.ts';
import type { ClientClock, FetchPort, NewIdPort, ProblemPort, RandomPort } from './ports.ts';
import { createRoomApi } from './rest-api.ts';
import type { RoomApi } from './rest-contract.ts';
import { createRoomConnection } from './room-connection.ts';
import type { SocketFactory } from './room-socket.ts';

export interface SeatLinkOptions {
  /** Origin of the room; '' for the page's own. */
  readonly baseUrl: string;
  readonly fetch: FetchPort;
  /** Where this seat's tokens are kept, with every renewal. */
  readonly tokens: TokenStore;
  readonly outbox: OutboxStore;
  /** The session of the join answer. */
  readonly sessionId: string;
  readonly newId: NewIdPort;
  readonly onProblem?: ProblemPort;
  readonly socketFactory?: SocketFactory;
  readonly clock?: ClientClock;
  readonly random?: RandomPort;
}

/** Everything that works with one seat's tokens. */
export interface SeatLink {
  readonly api: RoomApi;
  readonly connection: RoomConnection;
  readonly client: CandidateClient;
  /** Begins to connect and to send; the answer is `stop`. */
  start(): () => void;
}

/** Builds a candidate's way to the room, the same in a browser and in the desktop app. Rejects only if the outbox cannot be read. */
export async function createSeatLink(options: SeatLinkOptions): Promise<SeatLink> {
  const { baseUrl, fetch, tokens: store, ...rest } = options;
  const clock = options.clock ? { clock: options.clock } : {};
  const credentials = createCredentials({ api: createRoomApi({ baseUrl, fetch, ...clock }), store, newId: options.newId });
  const api = createRoomApi({
    baseUrl,
    fetch,
    ...clock,
    token: credentials.token,
    onUnauthorized: async (refusal) => {
      if (refusal.code !== 'token_expired') return false;
      await credentials.refresh();
      return true;
    },
  });
  const { outbox, sessionId, newId, socketFactory, ...ports } = rest;
  const connection = createRoomConnection({ baseUrl, credentials, ...ports, ...(socketFactory ? { socketFactory } : {}) });
  const client = await createCandidateClient({ api, connection, outbox, sessionId, newId, ...ports });
  return {
    api,
    connection,
    client,
    start() {
      const stopConnection = connection.start();
      const stopClient = client.start();
      return () => {
        stopClient();
        stopConnection();
      };
    },
  };
}
