import { setTimeout as pause } from 'node:timers/promises';
import type { RunningContestant } from '../contestants/contestant.ts';
import { assertAccepted } from '../load/ack-check.ts';
import { createEventTape, type EventTape } from '../load/event-tape.ts';
import { openClients } from '../load/open-client.ts';
import { createSeededRandom, shuffled } from '../load/seeded-random.ts';
import type { Experiment, Figures } from './experiment.ts';
import { percentile } from './statistics.ts';
import { watchLoad } from './watch-load.ts';

const PER_SECOND = 2_000;
/** Repeats of one alert a candidate, to warm the server up before distinct ones are measured. */
const WARM_UP_TYPE = 'context_menu';
const WARM_UP_EACH = 5;
/**
 * One alert each for a candidate, without suspending anybody: the standard policy caps soft signals at 60 points and
 * the others here add up to less than the 30 that are left. Those a restart brings about weigh nothing and are left out.
 */
const DISTINCT_TYPES = [
  'focus_lost',
  'window_blur',
  'visibility_hidden',
  'fullscreen_exit',
  'virtual_machine',
  'multiple_displays',
  'display_changed',
  'clock_skew',
  'idle_timeout',
  'renderer_crashed',
  'process_list_changed',
  'typing_anomaly',
  'answer_pattern_anomaly',
] as const;
const LAST_ARRIVAL_MS = 5_000;

const ATTEMPT_ID = Buffer.from('"attemptId":"');
const EVENT_TYPE = Buffer.from('"eventType":"');
/** Of one event of one candidate; what the room makes of several (an incident, a level reached) is told in between. */
const OF_ONE_EVENT = Buffer.from('"type":"suspicious_activity"');

/** The text between the quotes after `key`, or '' where the frame has none. */
function textAfter(key: Buffer, data: Buffer, from: number, to: number): string {
  const at = data.indexOf(key, from);
  if (at < 0 || at >= to) return '';
  const start = at + key.length;
  return data.toString('latin1', start, data.indexOf(34, start));
}

function isOfOneEvent(data: Buffer, from: number, to: number): boolean {
  const at = data.indexOf(OF_ONE_EVENT, from);
  return at >= 0 && at < to;
}

/** Sends `count` events evenly at the rate, whether or not the server keeps up; `send` gets the number of each. */
async function atTheRate(count: number, send: (n: number) => void): Promise<void> {
  const startedAt = performance.now();
  for (let sent = 0; sent < count; ) {
    const due = Math.min(count, Math.floor(((performance.now() - startedAt) * PER_SECOND) / 1000) + 1);
    while (sent < due) send(sent++);
    await pause(1);
  }
}

async function follow(
  room: RunningContestant,
  tapes: readonly EventTape[],
  typesOf: readonly (readonly string[])[],
): Promise<Figures> {
  const count = room.candidates.length;
  const indexOf = new Map(room.attemptIds.map((id, i) => [id, i]));
  /** By candidate, then type: when the event was sent. */
  const sentAt = room.attemptIds.map(() => new Map<string, number>());
  const latencies: number[] = [];
  const expected = count * DISTINCT_TYPES.length * room.consoles.length;
  const consoles = await openClients(room, room.consoles);
  const isNewAlert = room.dialect.isEvent('security-alert');
  for (const client of consoles) {
    client.onEvent = (data, from, to) => {
      if (!isNewAlert(data, from) || !isOfOneEvent(data, from, to)) return;
      const now = performance.now();
      const candidate = indexOf.get(textAfter(ATTEMPT_ID, data, from, to));
      const at = candidate === undefined ? undefined : sentAt[candidate]?.get(textAfter(EVENT_TYPE, data, from, to));
      if (at !== undefined) latencies.push(now - at);
    };
  }
  const candidates = await openClients(room, room.candidates);
  for (const client of candidates) client.onAck = assertAccepted;
  await pause(200);

  const send = (n: number): void => {
    const candidate = n % count;
    const turn = Math.floor(n / count);
    if (turn >= WARM_UP_EACH) sentAt[candidate]?.set(typesOf[candidate]?.[turn] ?? '', performance.now());
    candidates[candidate]?.write((tapes[candidate] as EventTape).frame(turn));
  };
  await atTheRate(count * WARM_UP_EACH, send);
  const load = await watchLoad(room.probe);
  await atTheRate(count * DISTINCT_TYPES.length, (n) => send(count * WARM_UP_EACH + n));
  for (const giveUpAt = performance.now() + LAST_ARRIVAL_MS; latencies.length < expected; ) {
    if (performance.now() > giveUpAt) throw new Error(`${expected - latencies.length} of ${expected} alerts did not arrive`);
    await pause(5);
  }
  const { serverCpuMs, ...rest } = await load();
  for (const client of [...candidates, ...consoles]) client.close();
  return {
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
    maxMs: percentile(latencies, 1),
    cpuUs: (serverCpuMs * 1000) / (count * DISTINCT_TYPES.length),
    ...rest,
  };
}

/** P2: from a candidate's send to the alert at a console, distinct alerts at a steady rate. */
export function createLatency({ candidates, seed }: { candidates: number; seed: number }): Experiment {
  const typesOf = Array.from({ length: candidates }, (_, i) => [
    ...new Array<string>(WARM_UP_EACH).fill(WARM_UP_TYPE),
    ...shuffled(DISTINCT_TYPES, createSeededRandom(seed + 10_000 + i)),
  ]);
  const recorded = new Map<unknown, EventTape[]>();
  return {
    points: ['P2'],
    takesPart: ['bare', 'insert', 'invigil'],
    workload: `${PER_SECOND} events/s of ${candidates} candidates, ${candidates * DISTINCT_TYPES.length} distinct alerts to 2 consoles each`,
    measure: async (contestant) => {
      const room = await contestant.start(candidates);
      try {
        const tapes =
          recorded.get(room.dialect) ?? typesOf.map((types, i) => createEventTape(room.dialect, seed + 10_000 + i, types));
        for (const tape of tapes) tape.record(WARM_UP_EACH + DISTINCT_TYPES.length);
        recorded.set(room.dialect, tapes);
        return await follow(room, tapes, typesOf);
      } finally {
        await room.stop();
      }
    },
  };
}
