import { setTimeout as pause } from 'node:timers/promises';
import { socketIo } from '../load/dialects.ts';
import type { Client } from '../load/open-client.ts';
import { openRudely } from '../load/rude-client.ts';
import { percentile } from '../measures/statistics.ts';
import { HALL, LATE_COMERS, type Room } from './room-under-test.ts';

const EVENTS_A_SECOND = 10;
const WATCH_MS = 5_000;
const FLOOD_A_SECOND = 200;

/** How long the hall waits for its acknowledgements, each sending ten events a second in turn. */
async function watchAcks(clients: readonly Client[], forMs: number): Promise<number[]> {
  const waits: number[] = [];
  const sentAt = clients.map(() => 0);
  clients.forEach((client, n) => {
    client.onAck = () => waits.push(performance.now() - (sentAt[n] ?? 0));
  });
  const some = clients.slice(0, 100);
  const startedAt = performance.now();
  for (let sent = 0; performance.now() - startedAt < forMs; ) {
    const due = ((performance.now() - startedAt) / 1000) * some.length * EVENTS_A_SECOND;
    for (; sent < due; sent++) {
      const n = sent % some.length;
      sentAt[n] = performance.now();
      some[n]?.write(socketIo.emit('heartbeat', '{}', 7));
    }
    await pause(2);
  }
  await pause(300);
  return waits;
}

/** One candidate at ten times the rate, who comes back whenever they are cut off. */
function flood(port: number, token: string): { stop(): Promise<number> } {
  const frame = socketIo.emit('heartbeat', '{}', 1);
  let [isOver, cutOff] = [false, 0];
  const over = (async () => {
    while (!isOver) {
      const client = await openRudely(port, token).catch(() => undefined);
      if (!client) await pause(50);
      else {
        for (const startedAt = performance.now(), sent = { count: 0 }; client.isOpen() && !isOver; await pause(5)) {
          const due = ((performance.now() - startedAt) / 1000) * FLOOD_A_SECOND;
          for (; sent.count < due; sent.count++) client.socket.write(frame);
        }
        if (!client.isOpen()) cutOff++;
        client.socket.destroy();
      }
    }
    return cutOff;
  })();
  return {
    stop: () => {
      isOver = true;
      return over;
    },
  };
}

/** What a hundred others wait for their acknowledgements, alone and beside one who sends without measure. */
export async function benchNoisyNeighbour(room: Room, clients: readonly Client[], say: (text: string) => void): Promise<void> {
  const quiet = await watchAcks(clients, WATCH_MS);
  const flooder = flood(room.port, await room.join(HALL + LATE_COMERS - 1));
  const disturbed = await watchAcks(clients, WATCH_MS);
  const cutOff = await flooder.stop();
  say(
    `acknowledgements of 100 others, p99: ${percentile(quiet, 0.99).toFixed(1)} ms undisturbed, ${percentile(disturbed, 0.99).toFixed(1)} ms ` +
      `beside one who sends ${FLOOD_A_SECOND}/s (cut off ${cutOff} times in ${WATCH_MS / 1000} s)`,
  );
}
