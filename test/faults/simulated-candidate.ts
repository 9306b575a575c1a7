import { randomUUID } from 'node:crypto';
import {
  type CandidateClient,
  type ClientClock,
  createCandidateClient,
  createMemoryOutbox,
  createRoomApi,
  createRoomConnection,
  type RoomConnection,
} from '../../src/shared/client/index.ts';
import type { QuestionId } from '../../src/shared/model/ids.ts';
import type { CommandOutput } from '../../src/shared/protocol/index.ts';

/** What the room acknowledged to one candidate: it must never be lost. */
export interface AckedAnswer {
  readonly clientId: string;
  readonly questionId: string;
  readonly revision: number;
  readonly value: string;
}
export interface Ledger {
  readonly answers: Map<string, AckedAnswer>;
  readonly events: Set<string>;
}

export interface SimulatedCandidate {
  readonly attemptId: string;
  readonly sessionId: string;
  readonly client: CandidateClient;
  readonly acked: Ledger;
  /** How many times it found the room again by itself. */
  connects(): number;
  /** Types and misbehaves until the answer is called. */
  work(): () => void;
  stop(): void;
}

/** Runs `factor` times as fast: a client's patience of seconds becomes fractions, its logic stays the same. */
const fastClock = (factor: number): ClientClock => {
  const start = performance.now();
  const elapsed = () => (performance.now() - start) * factor;
  const epoch = Date.now();
  return {
    now: () => epoch + elapsed(),
    monotonic: elapsed,
    after: (delayMs, callback) => {
      const timer = setTimeout(callback, delayMs / factor);
      return () => clearTimeout(timer);
    },
  };
};

/** Writes down every ack at the moment it arrives, beside what the client itself makes of it. */
function witnessed(connection: RoomConnection, acked: Ledger): RoomConnection {
  const witness: RoomConnection = Object.create(connection) as RoomConnection;
  witness.request = async (command, input, options) => {
    const output = await connection.request(command, input, options);
    if (command === 'answer_save') {
      const { id, questionId, revision, value } = input as unknown as {
        id: string;
        questionId: string;
        revision: number;
        value: string;
      };
      const { held, stale } = output as CommandOutput<'answer_save'>;
      if (!held && !stale) acked.answers.set(id, { clientId: id, questionId, revision, value });
    }
    if (command === 'security_event') acked.events.add((output as { id: string }).id);
    if (command === 'security_events') {
      for (const result of (output as CommandOutput<'security_events'>).results) if (result.ok) acked.events.add(result.id);
    }
    return output;
  };
  return witness;
}

const FACTOR = 30;
/** Soft types: they make alerts, and never suspend anybody. */
const HABITS = ['window_blur', 'focus_gained', 'visibility_hidden', 'focus_gained', 'reconnect'];

/** A candidate at work through the client that the real ones use. */
export async function simulateCandidate(
  url: string,
  joined: CommandOutput<'join'>,
  questions: readonly QuestionId[],
  everyMs: number,
): Promise<SimulatedCandidate> {
  const acked: Ledger = { answers: new Map(), events: new Set() };
  const clock = fastClock(FACTOR);
  const token = () => joined.token;
  const connection = createRoomConnection({ baseUrl: url, token, clock, transports: ['websocket'], heartbeatMs: 1_000 * FACTOR });
  const api = createRoomApi({ baseUrl: url, fetch, token });
  const client = await createCandidateClient({
    connection: witnessed(connection, acked),
    api,
    outbox: createMemoryOutbox(),
    sessionId: joined.session.id,
    clock,
    newId: randomUUID,
  });
  await client.loadAttempt();
  let connects = 0;
  connection.onState(({ state }) => {
    if (state === 'connected') connects += 1;
    if (state === 'refused') throw new Error('the room refused a candidate it had let in');
  });
  const stopConnection = connection.start();
  const stopClient = client.start();
  let typed = 0;
  return {
    attemptId: joined.attempt.id,
    sessionId: joined.session.id,
    client,
    acked,
    connects: () => connects,
    work: () => {
      const timer = setInterval(() => {
        typed += 1;
        const question = questions[typed % questions.length];
        if (question) client.saveAnswer(question, `${joined.attempt.id} wrote ${typed}`);
        if (typed % 3 === 0) client.report({ type: HABITS[typed % HABITS.length] ?? 'focus_gained' });
      }, everyMs);
      return () => clearInterval(timer);
    },
    stop: () => {
      stopClient();
      stopConnection();
    },
  };
}
