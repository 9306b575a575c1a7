import { socketIo } from '../load/dialects.ts';
import { type Client, openClient } from '../load/open-client.ts';
import { milliseconds } from './print-size.ts';
import { HALL, type Room } from './room-under-test.ts';

/** Everybody at once, from joining to a socket that is let in. Answers the clients, still connected. */
export async function benchFullHall({ join, port }: Room, say: (text: string) => void): Promise<Client[]> {
  const startedAt = performance.now();
  const target = { host: '127.0.0.1', port, dialect: socketIo };
  const clients = await Promise.all(Array.from({ length: HALL }, async (_, n) => openClient(target, await join(n))));
  say(`${HALL} candidates join and connect at once: the last is in after ${milliseconds(performance.now() - startedAt)}`);
  return clients;
}
