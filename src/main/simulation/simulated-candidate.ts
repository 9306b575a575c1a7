import { RoomError } from '../../shared/protocol/index.ts';
import { type CandidateAtDesk, type ClassParts, createCandidateAtDesk } from './candidate-at-desk.ts';
import { isFinished } from './desk.ts';
import { codeOf, type Seat } from './join-room.ts';
import type { Relay } from './network/relay.ts';
import type { CandidatePlan, Deed } from './plan/class-plan.ts';
import { type AnswerDeed, mergeDeeds, planAnswers } from './plan/plan-answers.ts';
import type { Pace } from './scenarios/scenario.ts';
import { createSeededRandom } from './seeded-random.ts';
import { createWaits } from './waits.ts';
import type { ClassClock } from './watch/class-clock.ts';
import { startWeather } from './weather.ts';

export interface SimulatedCandidateOptions extends ClassParts {
  readonly url: string;
  readonly seat: Seat;
  readonly plan: CandidatePlan;
  readonly pace?: Pace | undefined;
  readonly speed: number;
  readonly seed: string;
  readonly classClock: ClassClock;
  /** When the sitting is over by the plan, ms since its beginning. */
  readonly endsAtMs: number;
  /** The candidate's own network; undefined where nothing happens to it. */
  readonly relay?: Relay | undefined;
  /** Told when this candidate waits for the start, or cannot get so far. */
  readonly onSettled: () => void;
}

/** Being set up gets this long before the candidate counts as waiting all the same. */
const READY_MS = 15_000;
/** A candidate suspended at the planned end hopes this long to be let back in; less where everything goes faster. */
const HOPE_MS = 15_000;
/** Handing in is waited for this long after the planned end: the longest pause between two attempts to connect, and more. */
const HAND_IN_MS = 60_000;
/** What is on its way at the end gets so long to be acknowledged, and so long when everything is called off. */
const ACK_GRACE_MS = 45_000;
const CALLED_OFF_GRACE_MS = 5_000;
const ASK_AFTER_MS = 10_000;
const MOST_HAND_INS = 3;

/**
 * Joins, waits for the start, works through the paper and hands it in, as a person at this seat would, whatever happens to
 * their machine and network. Never rejects; what is still unsent at the end has had time to be sent.
 */
export async function playCandidate(options: SimulatedCandidateOptions): Promise<CandidateAtDesk> {
  const { classClock, clock, plan, relay, tally } = options;
  const candidate = createCandidateAtDesk({
    ...options,
    url: relay?.url ?? options.url,
    healedAt: relay?.healedAt ?? (() => 0),
    isInTime: () => (classClock.elapsed() ?? 0) < options.endsAtMs + HAND_IN_MS,
  });
  const stopWeather = startWeather(plan.weather, { clock, classClock }, (fault) => {
    relay?.suffer(fault);
    tally.counts.faults += 1;
  });
  try {
    await arrive(options);
    if (await candidate.sitDown()) await sit({ ...options, candidate });
  } catch (error) {
    tally.error(codeOf(error));
  } finally {
    options.onSettled();
    stopWeather();
    relay?.retire();
  }
  await settle(candidate, options);
  return candidate;
}

async function arrive({ plan, waits, classClock }: SimulatedCandidateOptions): Promise<void> {
  if (plan.isLate) await waits.until(() => classClock.elapsed() !== undefined, classClock.onBegin);
  await waits.sleep(plan.arrivesAtMs - (classClock.elapsed() ?? 0) * Number(plan.isLate));
}

/** Also when called off: what was made is brought to its end. */
async function settle(candidate: CandidateAtDesk, { clock, waits }: SimulatedCandidateOptions): Promise<void> {
  const desk = candidate.desk();
  if (!desk) return;
  const { client, connection } = desk;
  if (waits.isOver) connection.retryNow();
  const isDone = () => client.snapshot().pending === 0 || connection.state.state === 'refused';
  const watch = (look: () => void) => {
    const stops = [client.subscribe(look), connection.onState(look)];
    return () => {
      for (const stop of stops) stop();
    };
  };
  const hurry = new AbortController();
  let cancelHurry = () => {};
  const stopListening = waits.onOver(() => {
    cancelHurry = clock.after(CALLED_OFF_GRACE_MS, () => hurry.abort());
  });
  await createWaits(clock, hurry.signal).until(isDone, watch, ACK_GRACE_MS);
  stopListening();
  cancelHurry();
}

interface Sitting extends SimulatedCandidateOptions {
  readonly candidate: CandidateAtDesk;
}

async function sit(sitting: Sitting): Promise<void> {
  const { candidate, classClock, clock, plan, tally, waits } = sitting;
  const desk = candidate.desk();
  if (!desk) return;
  const { connection, client } = desk;
  const isSettled = () => connection.state.state === 'connected' || connection.state.state === 'refused';
  await waits.until(isSettled, connection.onState);
  if (connection.state.state === 'refused') return tally.error(connection.state.code);
  await candidate.load();
  candidate.report({ type: 'client_started' });
  await waits.within(READY_MS, client.ready());
  sitting.onSettled();
  await waitForStart(sitting);
  if (waits.isOver || isFinished(candidate.standing.state)) return;
  classClock.begin();
  const { questions } = await candidate.load();
  if (!questions) return tally.error('no questions');
  tally.counts.started += 1;
  const begunAt = classClock.begunAt() ?? clock.monotonic();
  if (!plan.isLate) tally.startToQuestion.add(clock.monotonic() - begunAt);
  const answers = planAnswers({
    questions,
    fromMs: plan.isLate ? plan.arrivesAtMs : 0,
    untilMs: plan.worksUntilMs,
    speed: sitting.speed,
    ...(sitting.pace ? { pace: sitting.pace } : {}),
    random: createSeededRandom(`${sitting.seed}/${plan.candidateNumber}/answers`),
  });
  await work(sitting, begunAt, mergeDeeds(answers, plan.deeds));
}

/** The room tells of the start. One who was not told, and finds out by asking, is worth counting. */
async function waitForStart({ candidate, waits, tally }: Sitting): Promise<void> {
  const { standing } = candidate;
  const hasBegun = () => standing.state !== 'waiting';
  while (!(await waits.until(hasBegun, standing.watch, ASK_AFTER_MS)) && !waits.isOver) {
    const { state } = await candidate.load();
    if (state === 'waiting' || hasBegun()) continue;
    tally.error('start not told');
    standing.state = state;
  }
}

async function work(sitting: Sitting, classBegunAt: number, deeds: Iterable<AnswerDeed | Deed>): Promise<void> {
  const { candidate, clock, waits, endsAtMs, speed } = sitting;
  const { standing } = candidate;
  const deadline = classBegunAt + endsAtMs + HOPE_MS / speed;
  const mayWork = () => standing.state === 'in_progress' || isFinished(standing.state);
  /** When the working time would have begun had there been no breaks. */
  let begunAt = classBegunAt;
  /** Nobody types while the machine is away, nor faster afterwards. */
  let awayUntil = 0;
  for (const deed of deeds) {
    await waits.sleep(begunAt + deed.atMs - clock.monotonic());
    const breakAt = clock.monotonic();
    const goesOn = await waits.until(mayWork, standing.watch, Math.max(0, deadline - breakAt));
    begunAt += clock.monotonic() - breakAt;
    if (!goesOn || waits.isOver || isFinished(standing.state)) return;
    if (deed.do === 'answer' && begunAt + deed.atMs < awayUntil) continue;
    if (!(await perform(sitting, deed))) return;
    if (deed.do === 'crash' || deed.do === 'move' || deed.do === 'reload') awayUntil = clock.monotonic();
  }
  // Who does not hand in sits there until the end.
  await waits.until(() => isFinished(standing.state), standing.watch, Math.max(0, deadline - clock.monotonic()));
}

/** Does one thing; answers whether the candidate is still there. */
async function perform(sitting: Sitting, deed: AnswerDeed | Deed): Promise<boolean> {
  const { candidate, relay, tally } = sitting;
  switch (deed.do) {
    case 'answer':
      candidate.answer(deed.questionId, deed.value);
      return true;
    case 'report':
      candidate.report(deed.report);
      return true;
    case 'fault':
      relay?.suffer(deed.fault);
      tally.counts.faults += 1;
      return true;
    case 'reload':
      await candidate.reload();
      return true;
    case 'crash':
      return candidate.crash(deed.awayMs);
    case 'move':
      return candidate.move(deed.awayMs);
    case 'submit':
      await handIn(sitting);
      return true;
  }
}

/** Hands in, again after a pause that came in between. */
async function handIn({ candidate, classClock, endsAtMs, tally, waits }: Sitting): Promise<void> {
  const { standing } = candidate;
  const timeLeft = () => Math.max(HAND_IN_MS, endsAtMs + HAND_IN_MS - (classClock.elapsed() ?? 0));
  for (let tries = 0; tries < MOST_HAND_INS; tries++) {
    const outcome = await waits.within(
      timeLeft(),
      (candidate.desk()?.client.submit() ?? Promise.reject(new Error('no page'))).then(
        () => 'done',
        (error: unknown) => (error instanceof RoomError ? error.code : 'unexpected'),
      ),
    );
    if (outcome === 'done') {
      tally.counts.submitted += 1;
      return;
    }
    if (waits.isOver || isFinished(standing.state)) return;
    if (outcome !== 'state_conflict') break;
    await waits.until(() => standing.state === 'in_progress' || isFinished(standing.state), standing.watch, timeLeft());
  }
  if (!isFinished(standing.state)) tally.error('not submitted');
}
