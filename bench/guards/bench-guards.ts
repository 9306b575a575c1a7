/**
 * `npm run bench -- guards`: what the room costs whom when somebody misbehaves (protocol 1, Limits). Limits as they are delivered,
 * nothing raised; everybody comes from one address, as behind a router. Names of attacks after it choose some of them.
 */
import { benchAnonymousFlood } from './anonymous-flood.ts';
import { benchFullHall } from './full-hall.ts';
import { benchNoisyNeighbour } from './noisy-neighbour.ts';
import { openRoom, type Room } from './room-under-test.ts';
import { benchStalledReader } from './stalled-reader.ts';

/** What may be chosen. */
export const ATTACKS = ['anonymous', 'websockets', 'neighbour', 'stalled'] as const;
export type Attack = (typeof ATTACKS)[number];

/** Prints the figures; nothing is judged here. */
export async function benchGuards(
  entry: string,
  workFolder: string,
  attacks: readonly Attack[],
  say: (text: string) => void,
): Promise<void> {
  say('guards: limits as delivered, nothing raised; everybody from one address');
  const inRoom = async <T>(work: (room: Room) => Promise<T>): Promise<T> => {
    const room = await openRoom(entry, workFolder);
    try {
      return await work(room);
    } finally {
      await room.server.stop();
    }
  };
  await inRoom(async (room) => {
    const clients = await benchFullHall(room, say);
    if (attacks.includes('anonymous')) await benchAnonymousFlood(room, 'polling', say);
    if (attacks.includes('neighbour')) await benchNoisyNeighbour(room, clients, say);
    for (const client of clients) client.close();
  });
  if (attacks.includes('websockets'))
    await inRoom(async (room) => {
      const clients = await benchFullHall(room, say);
      await benchAnonymousFlood(room, 'websocket', say);
      for (const client of clients) client.close();
    });
  if (attacks.includes('stalled')) await benchStalledReader(inRoom, say);
}
