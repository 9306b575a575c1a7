import { randomUUID } from 'node:crypto';
import { afterEach } from 'vitest';
import {
  type CandidateClient,
  createCandidateClient,
  createMemoryOutbox,
  createRoomApi,
  createRoomConnection,
  type OutboxStore,
  type RoomConnection,
  type Transport,
} from '../../src/shared/client/index.ts';
import { type Cable, createCable } from './cable.ts';
import type { Candidate } from './exam-day.ts';
import type { TestRoom } from './start-test-room.ts';

/** A candidate's client at work. */
export interface Seat {
  readonly client: CandidateClient;
  readonly connection: RoomConnection;
  readonly problems: string[];
  leave(): void;
}

export interface SeatOptions {
  readonly url?: string;
  readonly outbox?: OutboxStore;
  readonly transports?: readonly Transport[];
}

/** Clients of the tests of a file: whatever they start is stopped after the test. */
export interface ClientDesk {
  /** The RoomClient of a candidate who joined, against the real room. Reconnects fast: jitter at its lowest. */
  sitDown(room: TestRoom, candidate: Candidate, options?: SeatOptions): Promise<Seat>;
  cableTo(room: TestRoom): Promise<Cable>;
  /** Called when the test is over, the latest first. */
  atEnd(stop: () => void): void;
}

export function clientDesk(): ClientDesk {
  const stops: (() => void)[] = [];
  afterEach(() => {
    for (const stop of stops.splice(0).reverse()) stop();
  });

  async function sitDown(room: TestRoom, { joined }: Candidate, options: SeatOptions = {}): Promise<Seat> {
    const baseUrl = options.url ?? room.url;
    const token = () => joined.token;
    const connection = createRoomConnection({
      baseUrl,
      token,
      random: () => 0,
      ...(options.transports ? { transports: options.transports } : {}),
    });
    const problems: string[] = [];
    const client = await createCandidateClient({
      connection,
      api: createRoomApi({ baseUrl: room.url, fetch, token }),
      outbox: options.outbox ?? createMemoryOutbox(),
      sessionId: joined.session.id,
      newId: randomUUID,
      random: () => 0,
      onProblem: ({ where, message }) => problems.push(`${where}: ${message}`),
    });
    const stopConnection = connection.start();
    const stopClient = client.start();
    const leave = () => {
      stopClient();
      stopConnection();
    };
    stops.push(leave);
    return { client, connection, problems, leave };
  }

  return {
    sitDown,
    cableTo: async (room) => {
      const cable = await createCable(room.url);
      stops.push(cable.close);
      return cable;
    },
    atEnd: (stop) => void stops.push(stop),
  };
}

/** Resolves once the connection is in this state. */
export const becomes = (connection: RoomConnection, wanted: string): Promise<void> =>
  new Promise((resolve) => {
    if (connection.state.state === wanted) return resolve();
    const stop = connection.onState(({ state }) => {
      if (state !== wanted) return;
      stop();
      resolve();
    });
  });
