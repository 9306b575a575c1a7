import { setTimeout as pause } from 'node:timers/promises';
import type { RunningContestant } from '../contestants/contestant.ts';
import { type Client, openClients } from '../load/open-client.ts';
import type { Experiment, Figures } from './experiment.ts';
import { median } from './statistics.ts';
import { type Load, watchLoad } from './watch-load.ts';

/** Connected and gone again before anything is measured, so that code is compiled and memory pools exist. */
const WARM_UP = 50;
const QUIET_MS = 250;
const ANNOUNCEMENTS = 25;
const APART_MS = 20;
const LAST_RECEIVES_MS = 10_000;

/** Until nobody has been told anything for a while: greetings and presence are part of what a connection costs. */
async function quiet(clients: readonly Client[]): Promise<void> {
  const received = () => clients.reduce((sum, client) => sum + client.received(), 0);
  for (let before = -1, now = received(); now !== before; now = received()) {
    before = now;
    await pause(QUIET_MS);
  }
}

/** P3: everybody connects and authenticates at once; until the last one is told so. */
async function connectAll(
  room: RunningContestant,
  consoles: readonly Client[],
): Promise<{ clients: Client[]; connectMs: number; load: Load }> {
  const load = await watchLoad(room.probe);
  const startedAt = performance.now();
  const clients = await openClients(room, room.candidates, room.candidates.length);
  const connectMs = performance.now() - startedAt;
  await quiet([...clients, ...consoles]);
  return { clients, connectMs, load: await load() };
}

/** P5: from the send of an announcement until the last of all sockets has it. */
async function announce(room: RunningContestant, announcer: Client, clients: readonly Client[], n: number): Promise<number> {
  const { dialect, examId } = room;
  const isMessage = dialect.isEvent('exam-message');
  const id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
  const payload = { id, examId, title: 'Ten minutes left', message: 'Please check your answers and hand in.', severity: 'low' };
  const frame = dialect.emit('exam_broadcast', JSON.stringify(payload));
  return new Promise<number>((resolve, reject) => {
    let missing = clients.length;
    const timer = setTimeout(() => reject(new Error(`${missing} sockets did not receive an announcement`)), LAST_RECEIVES_MS);
    for (const client of clients) {
      client.onEvent = (data, from) => {
        if (!isMessage(data, from)) return;
        if (--missing > 0) return;
        clearTimeout(timer);
        resolve(performance.now() - startedAt);
      };
    }
    const startedAt = performance.now();
    announcer.write(frame);
  });
}

async function crowd(room: RunningContestant): Promise<Figures> {
  const consoles = await openClients(room, room.consoles);
  for (const client of await openClients(room, room.candidates.slice(0, WARM_UP))) client.close();
  await quiet(consoles);
  const before = await room.probe?.collect();

  const { clients, connectMs, load } = await connectAll(room, consoles);
  const after = await room.probe?.collect();

  const lastMs: number[] = [];
  const announcing = await watchLoad(room.probe);
  for (let n = 0; n < ANNOUNCEMENTS; n++) {
    lastMs.push(await announce(room, consoles[0] as Client, clients, n));
    await pause(APART_MS);
  }
  const announced = await announcing();
  for (const client of [...clients, ...consoles]) client.close();
  return {
    connectMs,
    connectCpuUs: (load.serverCpuMs * 1000) / clients.length,
    connectLoopP999Ms: load.loopP999Ms,
    kibPerConnection: before && after ? (after.rss - before.rss) / 1024 / clients.length : Number.NaN,
    heapKibPerConnection: before && after ? (after.heapUsed - before.heapUsed) / 1024 / clients.length : Number.NaN,
    rssMib: after ? after.rss / 1024 / 1024 : Number.NaN,
    lastMs: median(lastMs),
    announceCpuUs: (announced.serverCpuMs * 1000) / ANNOUNCEMENTS / clients.length,
    generatorCores: load.generatorCores,
    othersCores: load.othersCores,
  };
}

/** P3, P4 and P5 in one go: a crowd connects at once, sits idle, hears announcements. */
export function createCrowd({ candidates }: { candidates: number }): Experiment {
  return {
    points: ['P3', 'P4', 'P5'],
    takesPart: ['bare', 'fastapi', 'invigil'],
    workload: `${candidates} candidates connect at once beside 2 consoles, sit idle, hear ${ANNOUNCEMENTS} announcements`,
    measure: async (contestant) => {
      const room = await contestant.start(candidates);
      try {
        return await crowd(room);
      } finally {
        await room.stop();
      }
    },
  };
}
