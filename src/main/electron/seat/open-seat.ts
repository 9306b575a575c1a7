import {
  type ClientClock,
  createMemoryOutbox,
  createSeatLink,
  type FetchPort,
  type NewIdPort,
  type ProblemPort,
  type RandomPort,
  type SeatLink,
  type SocketFactory,
  type TokenStore,
} from '../../../shared/client/index.ts';
import type { SeatLine, SeatWork } from '../../../shared/ipc.ts';
import { type FileOutbox, openFileOutbox } from './file-outbox.ts';
import { createLifeEvents, type LifeEvents } from './life-events.ts';
import type { OutboxDisk } from './outbox-disk.ts';
import type { StoredSeat } from './seat-files.ts';
import { createSeatNews, type SeatNews } from './seat-news.ts';

/** What is made between the last word of the candidate and the end of the program has this long to reach the room. */
const FAREWELL_MS = 1_000;

export interface OpenSeatParts {
  readonly seat: StoredSeat;
  readonly tokens: TokenStore;
  readonly disk: OutboxDisk;
  readonly fetch: FetchPort;
  readonly newId: NewIdPort;
  readonly clock: ClientClock;
  readonly random?: RandomPort;
  readonly socketFactory: SocketFactory;
  readonly nextVersion: () => number;
  readonly tellLine: (line: SeatLine) => void;
  readonly tellWork: (work: SeatWork) => void;
  /** Said with `client_started`. */
  readonly details: Readonly<Record<string, unknown>>;
  readonly onProblem: ProblemPort;
}

/** A seat at work: connected, or trying to be. */
export interface OpenSeat {
  readonly link: SeatLink;
  readonly news: SeatNews;
  readonly life: LifeEvents;
  /** Ends it. With `why` the room is told that the program goes, and given a moment to hear it. */
  close(why?: string): Promise<void>;
}

/** An outbox whose file cannot even be read must not keep a candidate from the exam: it says that it keeps nothing. */
async function outboxOn(disk: OutboxDisk, onProblem: ProblemPort): Promise<FileOutbox> {
  try {
    return await openFileOutbox(disk, onProblem);
  } catch (error) {
    onProblem({ where: 'outbox', message: error instanceof Error ? error.message : String(error) });
    return { store: createMemoryOutbox(), keeping: () => 'page', onKeeping: () => () => {}, close: async () => {} };
  }
}

/** Opens what a seat works with and starts it. Needs no network; rejects only for a bug. */
export async function openSeat(parts: OpenSeatParts): Promise<OpenSeat> {
  const { seat, tokens, disk, clock, nextVersion, tellLine, tellWork, details, ...ports } = parts;
  const { sessionId, attemptId } = seat.facts;
  const outbox = await outboxOn(disk, ports.onProblem);
  const link = await createSeatLink({ baseUrl: seat.origin, tokens, outbox: outbox.store, sessionId, clock, ...ports });
  const { client, connection } = link;
  const life = createLifeEvents({ client, connection, attemptId, details });
  const news = createSeatNews({ sessionId, link, outbox, clock, nextVersion, tellLine, tellWork });
  const stop = link.start();

  async function sayFarewell(why: string): Promise<void> {
    life.exits(why);
    await client.kept();
    if (connection.state.state !== 'connected') return;
    let cancel = (): void => {};
    const limit = new Promise<void>((resolve) => {
      cancel = clock.after(FAREWELL_MS, resolve);
    });
    // Ended by `stop` below if the limit comes first: what is unsent stays in the outbox.
    await Promise.race([client.drained().catch(() => undefined), limit]);
    cancel();
  }

  return {
    link,
    news,
    life,
    async close(why) {
      if (why !== undefined) await sayFarewell(why);
      stop();
      life.stop();
      news.stop();
      await client.kept();
      await outbox.close().catch((error: unknown) => {
        ports.onProblem({ where: 'outbox', message: error instanceof Error ? error.message : String(error) });
      });
    },
  };
}
