import { setTimeout as pause } from 'node:timers/promises';
import { CONTESTANT_NAMES, type RunningContestant } from '../contestants/contestant.ts';
import { assertAccepted } from '../load/ack-check.ts';
import { createEventTape, type EventTape, REPEATING_TYPES } from '../load/event-tape.ts';
import { type Client, openClients } from '../load/open-client.ts';
import type { Experiment, Figures } from './experiment.ts';
import { percentile } from './statistics.ts';
import { watchLoad } from './watch-load.ts';

const WARM_UP_MS = 500;
const MEASURE_MS = 1_200;
/** More than any contestant acknowledges for one of 300 candidates; further ones are made as they are needed. */
const EXPECTED_PER_SECOND = 150;

/** Each candidate sends its next event when the last is acknowledged, until told to stop. */
function keepSending(candidates: readonly Client[], tapes: readonly EventTape[]) {
  let latencies: number[] = [];
  let isOver = false;
  const settled = candidates.map(
    (client, i) =>
      new Promise<void>((resolve) => {
        const tape = tapes[i] as EventTape;
        let n = 0;
        let sentAt = 0;
        const next = () => {
          sentAt = performance.now();
          client.write(tape.frame(n++));
        };
        client.onAck = (data, from, to) => {
          assertAccepted(data, from, to);
          latencies.push(performance.now() - sentAt);
          if (isOver) resolve();
          else next();
        };
        next();
      }),
  );
  return {
    /** The time each event took that was acknowledged since the last call. */
    take(): number[] {
      const taken = latencies;
      latencies = [];
      return taken;
    },
    async stop(): Promise<void> {
      isOver = true;
      await Promise.all(settled);
    },
  };
}

async function saturate(room: RunningContestant, tapes: readonly EventTape[]): Promise<Figures> {
  const consoles = await openClients(room, room.consoles);
  let consoleFrames = 0;
  for (const client of consoles) client.onEvent = () => void consoleFrames++;
  const candidates = await openClients(room, room.candidates);
  await pause(200);
  const sending = keepSending(candidates, tapes);
  await pause(WARM_UP_MS);

  const load = await watchLoad(room.probe);
  const startedAt = performance.now();
  sending.take();
  consoleFrames = 0;
  await pause(MEASURE_MS);
  const seconds = (performance.now() - startedAt) / 1000;
  const latencies = sending.take();
  const frames = consoleFrames;
  const { serverCpuMs, ...rest } = await load();
  await sending.stop();
  for (const client of [...candidates, ...consoles]) client.close();
  return {
    perSecond: latencies.length / seconds,
    ackP50Ms: percentile(latencies, 0.5),
    ackP99Ms: percentile(latencies, 0.99),
    cpuUs: (serverCpuMs * 1000) / latencies.length,
    consolePerSecond: frames / seconds,
    ...rest,
  };
}

/** P1: acknowledged events a second at saturation. Tapes are made once for a dialect and played to every contestant. */
export function createSaturation({ candidates, seed }: { candidates: number; seed: number }): Experiment {
  const recorded = new Map<unknown, EventTape[]>();
  const expected = Math.ceil(((WARM_UP_MS + MEASURE_MS) / 1000) * EXPECTED_PER_SECOND);

  function tapesFor(room: RunningContestant): EventTape[] {
    const known = recorded.get(room.dialect);
    if (known) return known;
    const tapes = room.candidates.map((_, i) => createEventTape(room.dialect, seed + i, REPEATING_TYPES));
    for (const tape of tapes) tape.record(expected);
    recorded.set(room.dialect, tapes);
    return tapes;
  }

  return {
    points: ['P1'],
    takesPart: CONTESTANT_NAMES,
    workload: `${candidates} candidates, one event of ~400 bytes under way each, 2 consoles, ${MEASURE_MS / 1000} s`,
    measure: async (contestant) => {
      const room = await contestant.start(candidates);
      try {
        return await saturate(room, tapesFor(room));
      } finally {
        await room.stop();
      }
    },
  };
}
