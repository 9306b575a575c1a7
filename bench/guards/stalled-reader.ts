import { setTimeout as pause } from 'node:timers/promises';
import { socketIo } from '../load/dialects.ts';
import { type Client, openClient } from '../load/open-client.ts';
import { openRudely } from '../load/rude-client.ts';
import { percentile } from '../measures/statistics.ts';
import { mebibytes } from './print-size.ts';
import type { Room } from './room-under-test.ts';
import { alertsOf, raiseStorm, type Storm } from './storm.ts';

interface Weathered {
  readonly waits: readonly number[];
  /** The most that was resident, and that was in buffers, above what was there before. */
  readonly peakRss: number;
  readonly peakExternal: number;
  /** What stayed, garbage collected. */
  readonly kept: number;
}

/** A storm, with the room's memory after each burst. */
async function weather({ server: { probe } }: Room, clients: readonly Client[], which: Storm): Promise<Weathered> {
  const before = await probe.release();
  let [peakRss, peakExternal] = [0, 0];
  const waits = await raiseStorm(clients, which, async () => {
    const { rss, external } = await probe.memory();
    peakRss = Math.max(peakRss, rss - before.rss);
    peakExternal = Math.max(peakExternal, external - before.external);
  });
  const after = await probe.release();
  return { waits, peakRss, peakExternal, kept: after.rss - before.rss };
}

const described = ({ peakRss, peakExternal, kept, waits }: Weathered): string =>
  `${mebibytes(peakRss)} at most (${mebibytes(peakExternal)} of it in buffers), ${mebibytes(kept)} kept, ` +
  `acknowledgements p99 ${percentile(waits, 0.99).toFixed(1)} ms`;

/** The same storm of alerts twice beside a console that reads: alone, and with a second console that reads nothing. */
export async function benchStalledReader(room: Room, clients: readonly Client[], say: (text: string) => void): Promise<void> {
  const reader = await openClient({ host: '127.0.0.1', port: room.port, dialect: socketIo }, room.admin);
  const alone = await weather(room, clients, 'first');
  const console = await openRudely(room.port, room.admin);
  console.socket.pause();
  const beside = await weather(room, clients, 'second');
  const isReading = console.isOpen();
  console.socket.resume();
  await Promise.race([console.closed, pause(1_000)]);
  const isDropped = isReading && !console.isOpen();
  console.socket.destroy();
  reader.close();
  say(`${alertsOf(clients)} alerts by themselves: ${described(alone)}`);
  say(
    `beside a console that reads nothing (${isDropped ? 'dropped' : 'still connected'}): ${described(beside)}; so it costs ` +
      `${mebibytes(beside.peakRss - alone.peakRss)} more at most, ${mebibytes(beside.peakExternal - alone.peakExternal)} of it in buffers`,
  );
}
