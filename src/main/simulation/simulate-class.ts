import {
  type ClientClock,
  createMemoryOutbox,
  type FetchPort,
  type OutboxStore,
  type SocketFactory,
  systemClock,
} from '../../shared/client/index.ts';
import type { ExamId } from '../../shared/model/ids.ts';
import type { CandidateAtDesk } from './candidate-at-desk.ts';
import { createSettled, playScript, startWhenIn } from './course-of-day.ts';
import type { JoinTarget, Seat } from './join-room.ts';
import { openRelay, type Relay } from './network/relay.ts';
import { type ClassPlan, needsRelay } from './plan/class-plan.ts';
import { planClass } from './plan/plan-class.ts';
import { type PreparedExam, prepareRoom } from './prepare-room.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { playCandidate } from './simulated-candidate.ts';
import { type SeatTaken, type Staff, signInStaff } from './staff.ts';
import { createWaits } from './waits.ts';
import { addFindings, checkCandidates, checkClass, type Findings, NOTHING_FOUND } from './watch/ask-room.ts';
import { type ClassClock, createClassClock } from './watch/class-clock.ts';
import type { Latency } from './watch/durations.ts';
import { type CheatsSeen, createCheatBook } from './watch/found-cheats.ts';
import { type Counts, createTally, type Figures, type Tally } from './watch/tally.ts';
import { openWatchingConsole } from './watch/watching-console.ts';
import { startWeather } from './weather.ts';

export interface SimulationOptions {
  /** Origin of the room. */
  readonly url: string;
  /** Join code, exam, or both; neither when the exam is prepared. */
  readonly code?: string;
  readonly examId?: ExamId;
  readonly seats: readonly Seat[];
  /** How long the class works. */
  readonly minutes: number;
  /** Decides what everybody does; not when the network delivers it. */
  readonly seed: string;
  readonly scenario: Scenario;
  /** 1: as people work; 10: ten times as fast. */
  readonly speed: number;
  /** Signs in as staff: plays the proctor's script, frees seats, checks the class. */
  readonly staff?: { readonly username: string; readonly password: string };
  /** With `staff`: imports a generated exam and roster, opens it, and starts it when everybody is in. */
  readonly prepare?: boolean;
}

export interface SimulationIo {
  /** Every few seconds and at turning points: what a `--json` line says. */
  readonly line?: (event: Record<string, unknown>) => void;
  /** Calls the simulation off: everybody stops, what is on its way is still waited for, and checked. */
  readonly signal?: AbortSignal;
  readonly clock?: ClientClock;
  readonly fetch?: FetchPort;
  readonly socketFactory?: SocketFactory;
  /** Where a machine keeps what is unsent; outlives its reloads and crashes. */
  readonly openOutbox?: () => OutboxStore;
}

export interface Summary extends Counts, Findings {
  readonly scenario: string;
  readonly students: number;
  readonly errors: Readonly<Record<string, number>>;
  /** Round trip of every acknowledged command, in ms. */
  readonly latencyMs: Latency;
  readonly figures: Figures;
  readonly seconds: number;
  /** Who misbehaved, and how: what a watch should have found. */
  readonly misbehaved: Readonly<Record<string, string>>;
  /** How many candidates had each behaviour and each network. */
  readonly behaviours: Readonly<Record<string, number>>;
  readonly networks: Readonly<Record<string, number>>;
  readonly calledOff: boolean;
  /** What a console of staff saw of all that, and how soon; absent where nobody could sign in as staff. */
  readonly seen?: CheatsSeen;
}

const PROGRESS_MS = 5_000;
/** Reports that tell the story of a session: nobody misbehaves by them (protocol 2). */
const NO_DEEDS = new Set(['focus_gained', 'client_started', 'client_exited']);
/** Nothing goes on for longer than this after the planned end, whatever hangs. */
const LAST_CALL_MS = 120_000;

/** Is everything in order that a simulation can judge by itself? */
export const isInOrder = (summary: Summary): boolean =>
  (summary.calledOff || summary.joined === summary.students) &&
  summary.lost + summary.doubled + summary.outOfOrder + summary.unacknowledged + summary.unchecked === 0;

/**
 * A class of candidates that joins through the public protocol, answers, misbehaves and suffers by scenario, and hands in.
 * Resolves when all are done or `signal` called it off, with the room asked what it has of everybody's work; rejects only
 * if staff cannot sign in or the exam cannot be prepared.
 */
export async function simulateClass(options: SimulationOptions, io: SimulationIo = {}): Promise<Summary> {
  const { clock = systemClock, fetch = globalThis.fetch, line = () => {}, openOutbox = createMemoryOutbox } = io;
  const plan = planClass({ ...options, candidates: options.seats.map(({ candidateNumber }) => candidateNumber) });
  const classClock = createClassClock(clock, plan);
  const tally = createTally(classClock.phase);
  const lastCall = new AbortController();
  const waits = createWaits(clock, io.signal ? AbortSignal.any([io.signal, lastCall.signal]) : lastCall.signal);
  const seats = new Map<string, SeatTaken>();
  const begunAt = clock.monotonic();
  const staff = options.staff && (await signInStaff({ url: options.url, ...options.staff, fetch, seats, tally }));
  const prepared = options.prepare && staff ? await prepare(options, plan, staff) : undefined;
  if (prepared) line({ event: 'prepared', examId: prepared.examId, code: prepared.code });

  const relays = await openRelays(options.url, plan, clock);
  const settled = createSettled(plan.candidates.filter(({ isLate }) => !isLate).length);
  const watched = staff && (await watchClass(options, plan, { staff, seats, clock, waits, socketFactory: io.socketFactory }));
  const onReport = watched?.onReport;
  const parts = { target: targetOf(options, prepared), tally, waits, clock, fetch, openOutbox, staff, seats, onReport };
  const stops = [
    everyFewSeconds(clock, () => line({ event: 'progress', ...progressOf(plan, tally, classClock) })),
    startWeather(plan.everybody, { clock, classClock }, (fault) => {
      line({ event: 'fault', ...fault });
      for (const relay of relays.values()) relay.suffer(fault);
      tally.counts.faults += relays.size;
    }),
    classClock.onBegin(() => stops.push(clock.after(plan.endsAtMs + LAST_CALL_MS, () => lastCall.abort()))),
  ];
  const playing = plan.candidates.map((own, index) =>
    playCandidate({
      ...options,
      ...parts,
      socketFactory: io.socketFactory,
      pace: options.scenario.pace,
      seat: options.seats[index] ?? { candidateNumber: own.candidateNumber },
      plan: own,
      classClock,
      endsAtMs: plan.endsAtMs,
      relay: relays.get(own.candidateNumber),
      onSettled: () => settled.add(own.candidateNumber),
    }),
  );
  let failure: Error | undefined;
  if (prepared) {
    await startWhenIn({ prepared, plan, settled, waits, classClock, tally, line }).catch((error: Error) => {
      failure = error;
      lastCall.abort();
    });
  }
  const script = staff && playScript({ staff, plan, waits, classClock, line });
  const candidates = await Promise.all(playing);
  await script;
  for (const stop of stops) stop();
  await watched?.console.settle(createWaits(clock));
  watched?.console.stop();

  const asking = { url: options.url, fetch, waits: createWaits(clock), tally };
  const handedIn = new Set(plan.candidates.filter((_, at) => hasHandedIn(candidates[at])).map((one) => one.candidateNumber));
  const found = await checkCandidates(candidates, asking);
  // A room that answers nobody does not answer staff either.
  const foundByStaff = staff && found.unchecked < seats.size ? await checkClass(staff, seats, handedIn, asking) : NOTHING_FOUND;
  await Promise.all([...relays.values()].map((relay) => relay.close()));
  await staff?.signOut();
  if (failure) throw failure;
  const summary: Summary = {
    scenario: options.scenario.name,
    ...progressOf(plan, tally, classClock),
    ...addFindings(found, foundByStaff),
    figures: tally.figures(),
    seconds: Math.round((clock.monotonic() - begunAt) / 100) / 10,
    ...castOf(plan),
    calledOff: io.signal?.aborted === true,
    ...(watched ? { seen: watched.book.sum() } : {}),
  };
  line({ event: 'summary', ...summary });
  return summary;
}

/** Lets a console of staff look on, and notes what those do whom it should find. */
async function watchClass(
  { url }: SimulationOptions,
  { candidates }: ClassPlan,
  parts: Pick<Parameters<typeof openWatchingConsole>[0], 'staff' | 'clock' | 'waits' | 'socketFactory'> & {
    readonly seats: ReadonlyMap<string, SeatTaken>;
  },
) {
  const kinds = new Map(
    candidates.flatMap((one) => (one.misbehaves ? [[one.candidateNumber, one.behaviour ?? ''] as const] : [])),
  );
  // Looked up when an alert comes, and only then: an attempt is known from the moment its candidate is in.
  const candidateOf = (attemptId: string) => {
    for (const [number, seat] of parts.seats) if (seat.attemptId === attemptId) return number;
    return undefined;
  };
  const book = createCheatBook({ candidateOf, misbehaves: new Set(kinds.keys()) });
  const console = await openWatchingConsole({ url, book, ...parts });
  const onReport = (candidate: string, type: string): void => {
    const kind = kinds.get(candidate);
    if (kind !== undefined && !NO_DEEDS.has(type)) book.did({ candidate, kind, type, at: parts.clock.monotonic() });
  };
  return { book, console, onReport };
}

const hasHandedIn = (candidate: CandidateAtDesk | undefined): boolean =>
  candidate?.desk()?.client.snapshot().submit.state === 'submitted';

const prepare = ({ seed, seats }: SimulationOptions, plan: ClassPlan, { api }: Staff): Promise<PreparedExam> => {
  const candidates = seats.map(({ candidateNumber }) => candidateNumber);
  return prepareRoom({ api, seed, minutes: plan.workingMs / 60_000, candidates });
};

async function openRelays(url: string, plan: ClassPlan, clock: ClientClock): Promise<Map<string, Relay>> {
  const relays = new Map<string, Relay>();
  for (const own of plan.candidates) {
    if (needsRelay(own, plan.everybody)) {
      relays.set(own.candidateNumber, await openRelay({ url, clock, link: own.network?.link }));
    }
  }
  return relays;
}

const progressOf = ({ candidates }: ClassPlan, tally: Tally, classClock: ClassClock) => ({
  phase: classClock.phase(),
  students: candidates.length,
  ...tally.counts,
  errors: { ...tally.errors },
  latencyMs: tally.latency(),
});

function castOf({ candidates }: ClassPlan): Pick<Summary, 'misbehaved' | 'behaviours' | 'networks'> {
  const count = (names: (string | undefined)[]) => {
    const counts: Record<string, number> = {};
    for (const name of names) if (name !== undefined) counts[name] = (counts[name] ?? 0) + 1;
    return counts;
  };
  const cheats = candidates.filter(({ misbehaves }) => misbehaves);
  return {
    misbehaved: Object.fromEntries(cheats.map(({ candidateNumber, behaviour }) => [candidateNumber, behaviour ?? ''])),
    behaviours: count(candidates.map(({ behaviour }) => behaviour)),
    networks: count(candidates.map(({ network }) => network?.name)),
  };
}

function targetOf({ code, examId }: SimulationOptions, prepared: PreparedExam | undefined): JoinTarget {
  if (prepared) return { code: prepared.code, examId: prepared.examId };
  return { ...(code === undefined ? {} : { code }), ...(examId === undefined ? {} : { examId }) };
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
