import { type ClientClock, type FetchPort, type SocketFactory, systemClock } from '../../shared/client/index.ts';
import type { ExamId } from '../../shared/model/ids.ts';
import type { JoinTarget, Seat } from './join-room.ts';
import { castMisbehaviour, type HabitName, type Scenario } from './misbehaviour.ts';
import { type PreparedExam, prepareRoom } from './prepare-room.ts';
import { createSeededRandom } from './seeded-random.ts';
import { playCandidate } from './simulated-candidate.ts';
import { type Counts, createTally, type Latency } from './tally.ts';
import { createWaits } from './waits.ts';

export interface SimulationOptions {
  /** Origin of the room. */
  readonly url: string;
  /** Join code, exam, or both; neither when `staff` prepares an exam of its own. */
  readonly code?: string;
  readonly examId?: ExamId;
  readonly seats: readonly Seat[];
  /** How long each candidate works; they hand in during the last fifth of it. */
  readonly minutes: number;
  /** Decides what everybody does; not when the network delivers it. */
  readonly seed: string;
  readonly scenario: Scenario;
  /** 1: as people work; 10: ten times as fast. */
  readonly speed: number;
  /** Signs in, imports a generated exam and roster, opens it, and starts it when everybody is in. */
  readonly staff?: { readonly username: string; readonly password: string };
}

export interface SimulationIo {
  /** Every few seconds and at turning points: what a `--json` line says. */
  readonly line?: (event: Record<string, unknown>) => void;
  /** Calls the simulation off: everybody stops, what is on its way is still waited for. */
  readonly signal?: AbortSignal;
  readonly clock?: ClientClock;
  readonly fetch?: FetchPort;
  readonly socketFactory?: SocketFactory;
}

export interface Summary extends Counts {
  readonly students: number;
  readonly errors: Readonly<Record<string, number>>;
  /** Round trip of every acknowledged command, in ms. */
  readonly latencyMs: Latency;
  readonly seconds: number;
  /** Who misbehaved, and how: what a watch should have found. */
  readonly misbehaved: Readonly<Record<string, HabitName>>;
}

const PROGRESS_MS = 5_000;
/** People come in one after the other; all of a big class within this time. */
const ARRIVAL_MS = 8_000;
const LAST_ARRIVAL_MS = 60_000;

/**
 * A class of candidates that joins through the public protocol, answers, misbehaves by scenario and hands in. Resolves when
 * all are done or `signal` called it off; rejects only if the room could not be prepared.
 */
export async function simulateClass(options: SimulationOptions, io: SimulationIo = {}): Promise<Summary> {
  const { seats, seed, scenario, speed } = options;
  const { clock = systemClock, fetch = globalThis.fetch, line = () => {} } = io;
  const tally = createTally();
  const waits = createWaits(clock, io.signal);
  const begunAt = clock.monotonic();
  const candidates = seats.map(({ candidateNumber }) => candidateNumber);
  const cast = castMisbehaviour(scenario, candidates, createSeededRandom(`${seed}/cast`));
  const misbehaved = Object.fromEntries(cast);

  const prepared = options.staff && (await prepareRoom({ ...options, ...options.staff, candidates, fetch }));
  if (prepared) line({ event: 'prepared', examId: prepared.examId, code: prepared.code });
  const target = targetOf(options, prepared);

  const settled = createSettled(seats.length);
  const cancelProgress = everyFewSeconds(clock, () => {
    line({ event: 'progress', students: seats.length, ...tally.counts, errors: { ...tally.errors }, latencyMs: tally.latency() });
  });
  const class_ = seats.map(async (seat) => {
    const random = createSeededRandom(`${seed}/${seat.candidateNumber}`);
    await waits.sleep(random.between(0, Math.min(ARRIVAL_MS, seats.length * 40)) / speed);
    const habit = cast.get(seat.candidateNumber);
    await playCandidate({
      ...options,
      target,
      seat,
      random,
      tally,
      waits,
      clock,
      fetch,
      ...(habit ? { habit } : {}),
      ...(io.socketFactory ? { socketFactory: io.socketFactory } : {}),
      onSettled: () => settled.add(seat.candidateNumber),
    });
  });
  if (prepared) {
    await waits.until(settled.all, settled.watch, LAST_ARRIVAL_MS);
    line({ event: 'joined', joined: tally.counts.joined });
    if (!waits.isOver) await prepared.start();
    line({ event: 'started' });
  }
  await Promise.all(class_);
  cancelProgress();
  const seconds = Math.round((clock.monotonic() - begunAt) / 100) / 10;
  const summary = {
    students: seats.length,
    ...tally.counts,
    errors: tally.errors,
    latencyMs: tally.latency(),
    seconds,
    misbehaved,
  };
  line({ event: 'summary', ...summary });
  return summary;
}

function targetOf({ code, examId }: SimulationOptions, prepared: PreparedExam | undefined): JoinTarget {
  if (prepared) return { code: prepared.code, examId: prepared.examId };
  return { ...(code === undefined ? {} : { code }), ...(examId === undefined ? {} : { examId }) };
}

/** Counts who waits for the start, or will not get so far; each once, however often told. */
function createSettled(expected: number) {
  const watchers = new Set<() => void>();
  const seats = new Set<string>();
  return {
    add(seat: string) {
      seats.add(seat);
      for (const look of [...watchers]) look();
    },
    all: () => seats.size >= expected,
    watch(look: () => void) {
      watchers.add(look);
      return () => void watchers.delete(look);
    },
  };
}

function everyFewSeconds(clock: ClientClock, tell: () => void): () => void {
  let cancel = () => {};
  const again = () => {
    tell();
    cancel = clock.after(PROGRESS_MS, again);
  };
  cancel = clock.after(PROGRESS_MS, again);
  return () => cancel();
}
