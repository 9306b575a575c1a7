import { randomUUID } from 'node:crypto';
import {
  type CandidateClient,
  type ClientClock,
  createCandidateClient,
  createMemoryOutbox,
  createRoomApi,
  createRoomConnection,
  type FetchPort,
  mayHeal,
  type RoomConnection,
  type SocketFactory,
} from '../../shared/client/index.ts';
import type { AttemptState } from '../../shared/model/attempt.ts';
import type { CandidateQuestion } from '../../shared/model/question.ts';
import type { CommandOutput } from '../../shared/protocol/index.ts';
import { type Deed, planExam } from './exam-plan.ts';
import { codeOf, type JoinTarget, joinRoom, type Seat } from './join-room.ts';
import type { HabitName } from './misbehaviour.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { Tally } from './tally.ts';
import { createWaits, type Waits } from './waits.ts';
import { watchConnection } from './watched-connection.ts';

export interface SimulatedCandidateOptions {
  readonly url: string;
  readonly target: JoinTarget;
  readonly seat: Seat;
  readonly minutes: number;
  readonly speed: number;
  readonly habit?: HabitName;
  readonly random: SeededRandom;
  readonly tally: Tally;
  readonly waits: Waits;
  readonly clock: ClientClock;
  readonly fetch: FetchPort;
  readonly socketFactory?: SocketFactory;
  /** Told when this candidate waits for the start, or cannot get so far. */
  readonly onSettled: () => void;
}

/** What is on its way at the end gets this long to be acknowledged. */
const ACK_GRACE_MS = 15_000;
/** A candidate suspended at the planned end hopes this long to be let back in; less where everything goes faster. */
const HOPE_MS = 15_000;

const ASK_AFTER_MS = 10_000;

/** How the room says this attempt stands, kept up to date. */
interface Standing {
  state: AttemptState;
  readonly watch: (look: () => void) => () => void;
}

function followAttempt(connection: RoomConnection, joined: CommandOutput<'join'>): Standing {
  const standing: Standing = {
    state: joined.attempt.state,
    watch: (look) => connection.on('attempt-state', look),
  };
  connection.on('attempt-state', ({ attemptId, state }) => {
    if (attemptId === joined.attempt.id) standing.state = state;
  });
  return standing;
}

const isOver = (state: AttemptState): boolean => state === 'submitted' || state === 'ended';

/** Joins, waits for the start, works through the paper and hands it in, as a person at this seat would. Never rejects. */
export async function playCandidate(options: SimulatedCandidateOptions): Promise<void> {
  const { url, fetch, clock, tally } = options;
  let token: string | undefined;
  const api = createRoomApi({ baseUrl: url, fetch, clock, token: () => token });
  const joined = await joinRoom(api, options.target, options.seat, options);
  if (!joined) return options.onSettled();
  tally.counts.joined += 1;
  token = joined.token;

  const open = createRoomConnection({
    baseUrl: url,
    token: () => token,
    clock,
    ...(options.socketFactory ? { socketFactory: options.socketFactory } : {}),
  });
  const connection = watchConnection(open, tally, clock.monotonic);
  const client = await createCandidateClient({
    connection,
    api,
    outbox: createMemoryOutbox(),
    sessionId: joined.session.id,
    clock,
    newId: randomUUID,
    onProblem: ({ where, message }) => tally.error(`${where}: ${message}`),
  });
  const standing = followAttempt(connection, joined);
  const stopConnection = connection.start();
  const stopClient = client.start();
  try {
    await sit({ ...options, client, connection, standing });
    // Also when called off: what was made is brought to its end.
    await createWaits(clock).until(() => client.snapshot().pending === 0, client.subscribe, ACK_GRACE_MS);
  } catch (error) {
    tally.error(codeOf(error));
  } finally {
    options.onSettled();
    tally.counts.unacknowledged += client.snapshot().pending;
    stopClient();
    stopConnection();
    // Leaves the seat free for the next simulation; where that fails the room ends the session by itself in time.
    await api.call('auth_logout', {}).catch(() => undefined);
  }
}

interface Sitting extends SimulatedCandidateOptions {
  readonly client: CandidateClient;
  readonly connection: RoomConnection;
  readonly standing: Standing;
}

async function sit(sitting: Sitting): Promise<void> {
  const { client, connection, standing, waits, tally } = sitting;
  const isSettled = () => connection.state.state === 'connected' || connection.state.state === 'refused';
  await waits.until(isSettled, connection.onState);
  if (connection.state.state === 'refused') return tally.error(connection.state.code);
  await load(sitting);
  report(sitting, { type: 'client_started' });
  await waits.within(ACK_GRACE_MS, client.ready());
  sitting.onSettled();
  await waitForStart(sitting);
  if (waits.isOver || isOver(standing.state)) return;
  const { questions } = await load(sitting);
  if (!questions) return tally.error('no questions');
  tally.counts.started += 1;
  await work(sitting, questions);
}

/** The room tells of the start. One who was not told, and finds out by asking, is worth counting. */
async function waitForStart(sitting: Sitting): Promise<void> {
  const { standing, waits, tally } = sitting;
  const hasBegun = () => standing.state !== 'waiting';
  while (!(await waits.until(hasBegun, standing.watch, ASK_AFTER_MS)) && !waits.isOver) {
    const { attempt } = await load(sitting);
    if (attempt.state === 'waiting' || hasBegun()) continue;
    tally.error('start not told');
    standing.state = attempt.state;
  }
}

/** Asks for the attempt until the room answers. */
async function load({ client, waits, tally }: Sitting): Promise<Awaited<ReturnType<CandidateClient['loadAttempt']>>> {
  for (;;) {
    try {
      return await client.loadAttempt();
    } catch (error) {
      tally.error(codeOf(error));
      if (!mayHeal(error) || waits.isOver) throw error;
      await waits.sleep(1_000);
    }
  }
}

function report({ client, tally }: Sitting, what: Parameters<CandidateClient['report']>[0]): void {
  client.report(what);
  tally.counts.events += 1;
}

async function work(sitting: Sitting, questions: readonly CandidateQuestion[]): Promise<void> {
  const { clock, standing, waits } = sitting;
  const deeds = planExam({ ...sitting, questions });
  const deadline = clock.monotonic() + sitting.minutes * 60_000 + HOPE_MS / sitting.speed;
  /** When the working time would have begun had there been no breaks. */
  let begunAt = clock.monotonic();
  for (const deed of deeds) {
    await waits.sleep(begunAt + deed.atMs - clock.monotonic());
    const breakAt = clock.monotonic();
    const mayWork = await waits.until(
      () => standing.state === 'in_progress' || isOver(standing.state),
      standing.watch,
      Math.max(0, deadline - breakAt),
    );
    begunAt += clock.monotonic() - breakAt;
    if (!mayWork || waits.isOver || isOver(standing.state)) return;
    await perform(sitting, deed);
  }
}

async function perform(sitting: Sitting, deed: Deed): Promise<void> {
  const { client, tally } = sitting;
  if (deed.do === 'answer') {
    client.saveAnswer(deed.questionId, deed.value);
    tally.counts.answers += 1;
  } else if (deed.do === 'report') {
    report(sitting, deed.report);
  } else {
    if (await sitting.waits.within(ACK_GRACE_MS, client.submit())) tally.counts.submitted += 1;
    else if (!sitting.waits.isOver) tally.error('not submitted');
  }
}
