import { setTimeout as pause } from 'node:timers/promises';
import { socketIo } from '../load/dialects.ts';
import { openClient } from '../load/open-client.ts';
import { openRudely } from '../load/rude-client.ts';
import { percentile } from '../measures/statistics.ts';
import { connectHall } from './full-hall.ts';
import { mebibytes } from './print-size.ts';
import type { Room } from './room-under-test.ts';
import { alertsOf, raiseStorm } from './storm.ts';

const CANDIDATES = 250;

interface Weathered {
  readonly alerts: number;
  readonly waits: readonly number[];
  /** The most that was resident, above what was there before. */
  readonly peakRss: number;
  /** What stayed, garbage collected. */
  readonly kept: number;
}

/** A storm in a room of its own, beside a console that reads. */
async function weather(room: Room): Promise<Weathered> {
  const { probe } = room.server;
  const clients = await connectHall(room, CANDIDATES);
  const reader = await openClient({ host: '127.0.0.1', port: room.port, dialect: socketIo }, room.admin);
  const before = await probe.release();
  let peakRss = 0;
  const waits = await raiseStorm(clients, async () => {
    peakRss = Math.max(peakRss, (await probe.memory()).rss - before.rss);
  });
  const after = await probe.release();
  reader.close();
  for (const client of clients) client.close();
  return { alerts: alertsOf(clients), waits, peakRss, kept: after.rss - before.rss };
}

/** The same beside a second console that reads nothing; was that one dropped? */
async function weatherStalled(room: Room): Promise<Weathered & { isDropped: boolean }> {
  const console = await openRudely(room.port, room.admin);
  console.socket.pause();
  const weathered = await weather(room);
  const isReading = console.isOpen();
  console.socket.resume();
  await Promise.race([console.closed, pause(1_000)]);
  const isDropped = isReading && !console.isOpen();
  console.socket.destroy();
  return { ...weathered, isDropped };
}

const described = ({ peakRss, kept, waits }: Weathered): string =>
  `${mebibytes(peakRss)} at most, ${mebibytes(kept)} kept, acknowledgements p99 ${percentile(waits, 0.99).toFixed(1)} ms`;

/** The same storm of alerts in two rooms just opened: in one everybody reads, in the other a second console reads nothing. */
export async function benchStalledReader(
  inRoom: <T>(work: (room: Room) => Promise<T>) => Promise<T>,
  say: (text: string) => void,
): Promise<void> {
  const alone = await inRoom(weather);
  const beside = await inRoom(weatherStalled);
  say(`${alone.alerts} alerts by themselves: ${described(alone)}`);
  say(
    `beside a console that reads nothing (${beside.isDropped ? 'dropped' : 'still connected'}): ${described(beside)}; so it costs ` +
      `${mebibytes(beside.peakRss - alone.peakRss)} more at most, ${mebibytes(beside.kept - alone.kept)} kept`,
  );
}
