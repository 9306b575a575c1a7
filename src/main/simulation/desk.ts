import { randomUUID } from 'node:crypto';
import {
  type CandidateClient,
  type ClientClock,
  createCandidateClient,
  createRoomApi,
  createRoomConnection,
  type FetchPort,
  type OutboxStore,
  type RoomApi,
  type RoomConnection,
  type SocketFactory,
} from '../../shared/client/index.ts';
import type { AttemptState } from '../../shared/model/attempt.ts';
import type { CommandOutput } from '../../shared/protocol/index.ts';
import type { Tally } from './watch/tally.ts';
import { watchConnection } from './watch/watched-connection.ts';
import type { Witness } from './watch/witness.ts';

/** A computer: what on it outlives a reload, a crash, a power cut. */
export interface Machine {
  readonly deviceId: string;
  readonly outbox: OutboxStore;
  resumeToken?: string;
}

/** How the room says this attempt stands, over all pages the candidate ever has open. */
export interface Standing {
  state: AttemptState;
  readonly watch: (look: () => void) => () => void;
  /** Heeds what this connection is told from now on. */
  follow(connection: RoomConnection, attemptId: string): void;
}

export function createStanding(): Standing {
  const watchers = new Set<() => void>();
  const standing: Standing = {
    state: 'waiting',
    watch(look) {
      watchers.add(look);
      return () => void watchers.delete(look);
    },
    follow(connection, attemptId) {
      connection.on('attempt-state', (told) => {
        if (told.attemptId !== attemptId) return;
        standing.state = told.state;
        for (const look of [...watchers]) look();
      });
    },
  };
  return standing;
}

export const isFinished = (state: AttemptState): boolean => state === 'submitted' || state === 'ended';

export interface DeskOptions {
  /** The room, or the relay that leads to it. */
  readonly url: string;
  readonly joined: CommandOutput<'join'>;
  readonly machine: Machine;
  readonly standing: Standing;
  readonly tally: Tally;
  readonly witness: Witness;
  readonly clock: ClientClock;
  readonly fetch: FetchPort;
  readonly socketFactory?: SocketFactory | undefined;
  readonly healedAt: () => number;
}

/** The exam page of one session, open: the same client as in the product. */
export interface Desk {
  readonly joined: CommandOutput<'join'>;
  readonly api: Pick<RoomApi, 'call'>;
  readonly client: CandidateClient;
  readonly connection: RoomConnection;
  /** Closes the page; what is unsent stays on the machine. */
  close(): void;
}

/** Opens the page on what the machine's outbox holds, and connects. */
export async function openDesk(options: DeskOptions): Promise<Desk> {
  const { url, joined, machine, clock, tally } = options;
  const token = () => joined.token;
  const api = createRoomApi({ baseUrl: url, fetch: options.fetch, clock, token });
  const { socketFactory } = options;
  const open = createRoomConnection({ baseUrl: url, token, clock, ...(socketFactory ? { socketFactory } : {}) });
  const { witness, healedAt } = options;
  const connection = watchConnection(open, {
    tally,
    witness,
    healedAt,
    sessionId: joined.session.id,
    monotonic: clock.monotonic,
  });
  const client = await createCandidateClient({
    connection,
    api,
    outbox: machine.outbox,
    sessionId: joined.session.id,
    clock,
    newId: randomUUID,
    onProblem: ({ where, message }) => tally.error(`${where}: ${message}`),
  });
  machine.resumeToken = joined.resumeToken;
  options.standing.follow(connection, joined.attempt.id);
  const stopConnection = connection.start();
  const stopClient = client.start();
  return {
    joined,
    api,
    client,
    connection,
    close() {
      stopClient();
      stopConnection();
    },
  };
}
