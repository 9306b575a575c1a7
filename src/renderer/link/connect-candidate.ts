import { createSeatLink, type ProblemPort } from '../../shared/client/index.ts';
import type { SeatFacts } from '../../shared/ipc.ts';
import type { CandidateLink } from './candidate-link.ts';
import { createLinkApi } from './link-api.ts';
import { openOutbox } from './open-outbox.ts';
import { newRandomId } from './random-id.ts';
import { loadSeat, saveSeat } from './stored-seat.ts';

/** The page's own origin: the room served it. */
export const BASE_URL = '';

export const browserFetch = (url: string, init: RequestInit): Promise<Response> =>
  fetch(url, { ...init, cache: 'no-store', credentials: 'omit' });

/** For whoever looks into a report of trouble: it names what happened and nothing the candidate wrote. */
const tellBrowser: ProblemPort = ({ where, message }) => reportError(new Error(`${where}: ${message}`));

/** Opens the outbox and builds everything that works with this browser's seat. Nothing is sent before `start`. */
export async function openCandidateLink({ attemptId, sessionId }: SeatFacts): Promise<CandidateLink> {
  const outbox = await openOutbox(attemptId);
  const link = await createSeatLink({
    baseUrl: BASE_URL,
    fetch: browserFetch,
    tokens: {
      load: loadSeat,
      save: (tokens) => {
        const seat = loadSeat();
        if (seat) saveSeat({ ...seat, ...tokens });
      },
    },
    outbox: outbox.store,
    sessionId,
    newId: newRandomId,
    onProblem: tellBrowser,
  });
  const { api, connection, client } = link;
  return {
    world: 'browser',
    api: createLinkApi(api),
    connection,
    client,
    outbox,
    start() {
      const stop = link.start();
      // The browser knows first that the cable is back: no need to wait out the back-off.
      const retry = (): void => connection.retryNow();
      window.addEventListener('online', retry);
      return () => {
        window.removeEventListener('online', retry);
        stop();
      };
    },
  };
}
