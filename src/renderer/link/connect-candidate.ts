import {
  type CandidateClient,
  createCandidateClient,
  createCredentials,
  createRoomApi,
  createRoomConnection,
  type ProblemPort,
  type RoomApi,
  type RoomConnection,
} from '../../shared/client/index.ts';
import { type OpenedOutbox, openOutbox } from './open-outbox.ts';
import { newRandomId } from './random-id.ts';
import { loadSeat, type StoredSeat, saveSeat } from './stored-seat.ts';

/** How a candidate's page reaches the room: over the network here, over the bridge in the desktop app. */
export interface CandidateLink {
  readonly api: Pick<RoomApi, 'call'>;
  readonly connection: RoomConnection;
  readonly client: CandidateClient;
  /** How long unacknowledged work lasts on this computer. */
  readonly outbox: Pick<OpenedOutbox, 'keeping' | 'onKeeping'>;
  /** Begins to connect and to send; the answer is `stop`. */
  start(): () => void;
}

/** The page's own origin: the room served it. */
const BASE_URL = '';

const browserFetch = (url: string, init: RequestInit): Promise<Response> =>
  fetch(url, { ...init, cache: 'no-store', credentials: 'omit' });

/** For whoever looks into a report of trouble: it names what happened and nothing the candidate wrote. */
const tellBrowser: ProblemPort = ({ where, message }) => reportError(new Error(`${where}: ${message}`));

/** The room before anybody has joined. */
export const createOpenApi = (): Pick<RoomApi, 'call'> => createRoomApi({ baseUrl: BASE_URL, fetch: browserFetch });

/** Opens the outbox and builds everything that works with this seat's tokens. Nothing is sent before `start`. */
export async function openCandidateLink(seat: StoredSeat): Promise<CandidateLink> {
  const credentials = createCredentials({
    api: createOpenApi(),
    store: {
      load: loadSeat,
      save: (tokens) => saveSeat({ ...(loadSeat() ?? seat), ...tokens }),
    },
  });
  const api = createRoomApi({
    baseUrl: BASE_URL,
    fetch: browserFetch,
    token: credentials.token,
    onUnauthorized: async (refusal) => {
      if (refusal.code !== 'token_expired') return false;
      await credentials.refresh();
      return true;
    },
  });
  const connection = createRoomConnection({ baseUrl: BASE_URL, credentials, onProblem: tellBrowser });
  const outbox = await openOutbox(seat.attemptId);
  const client = await createCandidateClient({
    api,
    connection,
    outbox: outbox.store,
    sessionId: seat.sessionId,
    newId: newRandomId,
    onProblem: tellBrowser,
  });
  return {
    api,
    connection,
    client,
    outbox,
    start() {
      const stopConnection = connection.start();
      const stopClient = client.start();
      // The browser knows first that the cable is back: no need to wait out the back-off.
      const retry = (): void => connection.retryNow();
      window.addEventListener('online', retry);
      return () => {
        window.removeEventListener('online', retry);
        stopClient();
        stopConnection();
      };
    },
  };
}
