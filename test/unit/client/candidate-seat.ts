import type { Ids } from '../../../src/main/domain/ports.ts';
import {
  type CandidateClient,
  createCandidateClient,
  createRoomConnection,
  type OutboxStore,
  type RoomConnection,
} from '../../../src/shared/client/index.ts';
import { createFakeIds } from '../../support/fake-ids.ts';
import { createCutOutbox } from './cut-outbox.ts';
import { createFakeClientClock } from './fake-client-clock.ts';
import { createFakeExamRoom } from './fake-exam-room.ts';
import { createFakeNetwork } from './fake-network.ts';

export const SESSION = '00000000-0000-4000-9000-000000000001';
export const LATER_SESSION = '00000000-0000-4000-9000-000000000002';

/** One candidate's place: a machine whose page can be reloaded, a room, and the line between. */
export function createSeat({ ids = createFakeIds(), diskMs = 0 }: { ids?: Ids; diskMs?: number } = {}) {
  const clock = createFakeClientClock();
  const room = createFakeExamRoom(SESSION);
  const network = createFakeNetwork(clock, room.answer);
  const disk = createCutOutbox(clock, diskMs);
  const problems: string[] = [];

  return {
    clock,
    room,
    network,
    problems,
    disk: disk.memory,
    /** Opens the page: a new connection and a new client over the same disk. */
    async open(sessionId = SESSION): Promise<Page> {
      room.sessionId = sessionId;
      const door = disk.open();
      const connection = createRoomConnection({
        baseUrl: 'http://room',
        token: () => 'token',
        socketFactory: network.factory,
        clock,
        random: () => 0.5,
        heartbeatMs: 1_000,
      });
      const client = await createCandidateClient({
        connection,
        api: room.api,
        outbox: door.store,
        sessionId,
        clock,
        random: () => 0.5,
        newId: () => ids.next(),
        onProblem: ({ where, message }) => problems.push(`${where}: ${message}`),
      });
      const stopConnection = connection.start();
      const stopClient = client.start();
      return {
        client,
        connection,
        store: door.store,
        cutPower() {
          door.cutPower();
          stopClient();
          stopConnection();
        },
      };
    },
    async openConnected(sessionId = SESSION): Promise<Page> {
      const page = await this.open(sessionId);
      await clock.advance(50);
      await page.client.loadAttempt();
      await clock.settle();
      return page;
    },
  };
}

export interface Page {
  readonly client: CandidateClient;
  readonly connection: RoomConnection;
  readonly store: OutboxStore;
  /** The machine goes dark: what was not written never was. */
  cutPower(): void;
}
