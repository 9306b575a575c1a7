/**
 * The candidates of `npm run bench -- import`, in a process of their own, so that neither making files nor sending them delays what is
 * measured: each saves answers and sends events at a steady rate, whether or not the last was acknowledged.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { assertAccepted } from '../load/ack-check.ts';
import { socketIo } from '../load/dialects.ts';
import { createEventTape, REPEATING_TYPES } from '../load/event-tape.ts';
import { type Client, openClients } from '../load/open-client.ts';
import { percentile } from '../measures/statistics.ts';

/** First word to this process. */
export interface HallOrder {
  readonly port: number;
  readonly candidates: readonly string[];
  readonly questions: readonly string[];
  /** Of answers and events together, by all candidates. */
  readonly perSecond: number;
}

/** What the hall waited for what it sent between two words (ms). */
export interface Waits {
  readonly acks: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

const TICK_MS = 2;
/** Above the number of any event of a tape: which of the two an acknowledgement is for does not matter, but both are counted. */
const FIRST_ANSWER = 1_000_000;
const SETTLE_MS = 30_000;

interface Sent {
  readonly at: number;
  waitedMs?: number;
}

/** The number of the acknowledgement `43<n>[...]`. */
function ackIdOf(data: Buffer, from: number): number {
  let id = 0;
  for (let at = from + 2; ; at++) {
    const digit = (data[at] ?? 0) - 48;
    if (digit < 0 || digit > 9) return id;
    id = id * 10 + digit;
  }
}

/** One candidate: an answer and an event in turn, and when each was sent. */
function createSeat(client: Client, place: number, questions: readonly string[], onSent: (sent: Sent) => void) {
  const tape = createEventTape(socketIo, place + 1, REPEATING_TYPES);
  const open = new Map<number, Sent>();
  let turns = 0;
  client.onAck = (data, from, to) => {
    assertAccepted(data, from, to);
    const id = ackIdOf(data, from);
    const sent = open.get(id);
    if (!sent) throw new Error(`an acknowledgement of nothing: ${data.toString('utf8', from, to)}`);
    sent.waitedMs = performance.now() - sent.at;
    open.delete(id);
  };
  return (): void => {
    const n = turns++;
    const isAnswer = n % 2 === 0;
    const ackId = isAnswer ? FIRST_ANSWER + n : (n - 1) / 2;
    const frame = isAnswer
      ? socketIo.emit(
          'answer_save',
          JSON.stringify({ id: randomUUID(), questionId: questions[n % questions.length], value: null, revision: n + 1 }),
          ackId,
        )
      : tape.frame(ackId);
    const sent: Sent = { at: performance.now() };
    open.set(ackId, sent);
    onSent(sent);
    client.write(frame);
  };
}

async function run({ port, candidates, questions, perSecond }: HallOrder): Promise<void> {
  let sent: Sent[] = [];
  const clients = await openClients({ host: '127.0.0.1', port, dialect: socketIo }, candidates);
  const seats = clients.map((client, place) => createSeat(client, place, questions, (one) => void sent.push(one)));
  const startedAt = performance.now();
  let count = 0;
  let isTaken = false;
  process.on('message', (word: 'from now' | 'until now') => {
    if (word === 'from now') {
      sent = [];
      process.send?.('watching');
    } else if (!isTaken) {
      isTaken = true;
      void take(sent).then((waits) => {
        isTaken = false;
        process.send?.(waits);
      });
      sent = [];
    }
  });
  process.send?.('seated');
  for (;;) {
    const due = ((performance.now() - startedAt) / 1000) * perSecond;
    for (; count < due; count++) seats[count % seats.length]?.();
    await pause(TICK_MS);
  }
}

/** Everything is acknowledged first: what is still open when the upload ends waited for the upload. */
async function take(sent: readonly Sent[]): Promise<Waits> {
  const until = performance.now() + SETTLE_MS;
  while (sent.some(({ waitedMs }) => waitedMs === undefined)) {
    if (performance.now() > until) throw new Error(`something was not acknowledged within ${SETTLE_MS / 1000} s`);
    await pause(TICK_MS);
  }
  const waits = sent.map(({ waitedMs }) => waitedMs ?? Number.NaN);
  return { acks: waits.length, p50: percentile(waits, 0.5), p99: percentile(waits, 0.99), max: Math.max(...waits) };
}

process.once('message', (order: HallOrder) => void run(order));
// Whoever asks is gone: nobody else would end this process.
process.on('disconnect', () => process.exit(0));
