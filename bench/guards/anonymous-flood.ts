import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { socketIo } from '../load/dialects.ts';
import { openClient } from '../load/open-client.ts';
import { mebibytes, milliseconds } from './print-size.ts';
import { HALL, LATE_COMERS, type Room } from './room-under-test.ts';
import type { StrangersOrder, StrangersTold } from './stranger.ts';

const STRANGERS = 20_000;
const STRANGERS_ABREAST = 200;
const JOINS_APART_MS = 100;
/** Dropped after 5 s, and a moment for the last of them. */
const UNTIL_DROPPED_MS = 6_500;
/** A calm while: what a room does that has nothing to do. */
const CALM_MS = 20_000;

interface Flood {
  readonly tookMs: number;
  readonly refused: number;
  readonly joins: number;
  readonly slowestJoinMs: number;
}

/** Handshakes that nobody follows up; meanwhile one after the other joins, from the request to a socket that is let in. */
async function floodAnonymously(room: Room, by: StrangersOrder['by']): Promise<Flood> {
  const order: StrangersOrder = { port: room.port, by, handshakes: STRANGERS, abreast: STRANGERS_ABREAST };
  let [joins, isOver, slowestJoinMs] = [0, false, 0];
  const startedAt = performance.now();
  const worker = new Worker(new URL('./stranger.ts', import.meta.url), { workerData: order });
  const told = once(worker, 'message').then(([message]) => message as StrangersTold);
  const latecomers = (async () => {
    for (let n = HALL; !isOver && n < HALL + LATE_COMERS - 1; n++) {
      const from = performance.now();
      const client = await openClient({ host: '127.0.0.1', port: room.port, dialect: socketIo }, await room.join(n));
      slowestJoinMs = Math.max(slowestJoinMs, performance.now() - from);
      joins++;
      client.close();
      await pause(JOINS_APART_MS);
    }
  })();
  const { refused } = await told;
  isOver = true;
  const tookMs = performance.now() - startedAt;
  await latecomers;
  return { tookMs, refused, joins, slowestJoinMs };
}

/** What an anonymous flood costs those who join meanwhile, and what stays of it in memory. */
export async function benchAnonymousFlood(room: Room, by: StrangersOrder['by'], say: (text: string) => void): Promise<void> {
  const { probe } = room.server;
  const before = await probe.release();
  const { tookMs, refused, joins, slowestJoinMs } = await floodAnonymously(room, by);
  await pause(UNTIL_DROPPED_MS);
  const dropped = await probe.memory();
  await pause(CALM_MS);
  const calm = await probe.memory();
  const released = await probe.release();
  const more = ({ rss }: { rss: number }): string => mebibytes(rss - before.rss);
  say(
    `${STRANGERS} anonymous handshakes by ${by} in ${milliseconds(tookMs)} (${refused} cut off); the slowest of ${joins} valid joins meanwhile took ` +
      `${milliseconds(slowestJoinMs)}. Resident more than before: ${more(dropped)} once they are dropped, ${more(calm)} after ` +
      `${CALM_MS / 1000} s of calm, ${more(released)} when the runtime is told that memory is short`,
  );
}
