import { socketIo } from '../load/dialects.ts';
import { type Client, openClient } from '../load/open-client.ts';
import { milliseconds } from './print-size.ts';
import { HALL, type Room } from './room-under-test.ts';

/** Joins and connects so many at once; answers them when the last is let in. */
export function connectHall({ join, port }: Room, count: number): Promise<Client[]> {
  const target = { host: '127.0.0.1', port, dialect: socketIo };
  return Promise.all(Array.from({ length: count }, async (_, n) => openClient(target, await join(n))));
}

/** Everybody at once, from joining to a socket that is let in. Answers the clients, still connected. */
export async function benchFullHall(room: Room, say: (text: string) => void): Promise<Client[]> {
  const startedAt = performance.now();
  const clients = await connectHall(room, HALL);
  say(`${HALL} candidates join and connect at once: the last is in after ${milliseconds(performance.now() - startedAt)}`);
  return clients;
}
