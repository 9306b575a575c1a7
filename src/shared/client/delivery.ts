import type { QuestionId } from '../model/ids.ts';
import { type CommandOutput, RoomError } from '../protocol/index.ts';
import type { RoomConnection } from './connection-contract.ts';
import { utf8Length } from './event-chain.ts';
import { drop, type Entry, judge, newEntry } from './kept-queue.ts';
import type { KeptAnswer, KeptEvent, OutboxItem } from './outbox.ts';
import type { ClientClock, RandomPort } from './ports.ts';
import { readRefusal } from './read-answer.ts';
import { createTurnstile } from './turnstile.ts';

/** Answers on the way at once: enough to fill a slow line, few enough to lose little time on a dead one. */
const WINDOW = 8;
const MOST_EVENTS = 50;
const MOST_BATCH_BYTES = 48 * 1024;

export interface DeliveryOptions {
  readonly connection: RoomConnection;
  readonly clock: ClientClock;
  readonly random: RandomPort;
  onSaved(item: KeptAnswer, ack: CommandOutput<'answer_save'>): void;
  onReported(item: KeptEvent): void;
  /** The room will never take it. */
  onRefused(item: OutboxItem, refusal: RoomError): void;
  /** The room cannot write, or can again. */
  onRoomSaving(): void;
}

/**
 * Brings what the outbox holds to the room: in order of making, exactly once by the item's own id, again until it is
 * acknowledged. Events go strictly one batch after the other, answers several at once but never two of one question.
 */
export interface Delivery {
  /** `wasSent`: an earlier life of this page may have sent it already. */
  add(item: OutboxItem, wasSent: boolean): void;
  /** Takes back answers to this question that were surely never sent; answers them. */
  takeBackUnsent(questionId: string): KeptAnswer[];
  pending(): { answers: number; events: number };
  hasAnswer(questionId: string): boolean;
  /** From a refusal because the room cannot write until it takes something again. */
  roomCannotSave(): boolean;
  start(): () => void;
}

/** The next events that go together: in order, within one frame; one that has to wait holds back none behind it. */
function nextBatch(events: readonly Entry<KeptEvent>[], isDue: (entry: Entry<OutboxItem>) => boolean): Entry<KeptEvent>[] {
  const batch: Entry<KeptEvent>[] = [];
  let bytes = 0;
  for (const entry of events) {
    if (batch.length === MOST_EVENTS) break;
    if (!isDue(entry)) continue;
    if (entry.isAlone) return batch.length > 0 ? batch : [entry];
    bytes += utf8Length(JSON.stringify(entry.item.event)) + 1;
    if (batch.length > 0 && bytes > MOST_BATCH_BYTES) break;
    batch.push(entry);
  }
  return batch;
}

/** The next answer that may go: the first of its question, and of a question that has none on its way. */
function nextAnswer(answers: readonly Entry<KeptAnswer>[], isDue: (entry: Entry<OutboxItem>) => boolean) {
  const taken = new Set(answers.filter(({ isOnItsWay }) => isOnItsWay).map(({ item }) => item.questionId));
  if (taken.size >= WINDOW) return undefined;
  return answers.find((entry) => {
    const isFirst = !taken.has(entry.item.questionId);
    taken.add(entry.item.questionId);
    return isFirst && isDue(entry);
  });
}

export function createDelivery(options: DeliveryOptions): Delivery {
  const { connection, clock, random } = options;
  const turnstile = createTurnstile(clock, random, pump);
  const answers: Entry<KeptAnswer>[] = [];
  const events: Entry<KeptEvent>[] = [];
  let isRunning = false;
  /** The room refuses this session: nothing more until a new connection. */
  let isHalted = false;
  let roomCannotSave = false;

  const isConnected = () => connection.state.state === 'connected';

  /** May it go now? If only later, sees to it that `pump` runs then. */
  function isDue(entry: Entry<OutboxItem>): boolean {
    const wait = entry.notBefore - clock.monotonic();
    if (wait > 0) turnstile.openIn(wait);
    return wait <= 0;
  }

  function hearSaving(cannotSave: boolean): void {
    if (roomCannotSave === cannotSave) return;
    roomCannotSave = cannotSave;
    options.onRoomSaving();
  }

  /** Deals with an item that was not acknowledged; true if the room will never take it. */
  function isLost(entry: Entry<OutboxItem>, error: unknown): error is RoomError {
    const verdict = judge(entry, error, { clock, random, isConnected: isConnected() });
    if (verdict === 'session refused') isHalted = true;
    if (verdict === 'room busy') turnstile.shut();
    if (error instanceof RoomError && error.code === 'store_unavailable') hearSaving(true);
    return verdict === 'refused for good';
  }

  async function sendAnswer(entry: Entry<KeptAnswer>): Promise<void> {
    const { id, questionId, value, revision } = entry.item;
    try {
      const ack = await connection.request('answer_save', { id, questionId: questionId as QuestionId, value, revision });
      turnstile.worked();
      hearSaving(false);
      drop(answers, entry);
      options.onSaved(entry.item, ack);
    } catch (error) {
      if (isLost(entry, error)) {
        drop(answers, entry);
        options.onRefused(entry.item, error);
      }
    }
    pump();
  }

  function settleEvent(entry: Entry<KeptEvent>, ack: CommandOutput<'security_event'> | undefined): void {
    if (ack?.ok) {
      hearSaving(false);
      drop(events, entry);
      return options.onReported(entry.item);
    }
    const refusal = ack && readRefusal(ack.error, 'invalid_input');
    if (isLost(entry, refusal)) {
      drop(events, entry);
      options.onRefused(entry.item, refusal);
    }
  }

  function refuseBatch(batch: readonly Entry<KeptEvent>[], error: unknown): void {
    for (const entry of batch) {
      if (!isLost(entry, error)) continue;
      if (batch.length > 1) {
        entry.isAlone = true;
        continue;
      }
      drop(events, entry);
      options.onRefused(entry.item, error);
    }
  }

  async function sendEvents(batch: readonly Entry<KeptEvent>[]): Promise<void> {
    const [only] = batch;
    try {
      if (only && batch.length === 1) {
        settleEvent(only, await connection.request('security_event', only.item.event));
      } else {
        const { results } = await connection.request('security_events', { events: batch.map(({ item }) => item.event) });
        for (const [index, entry] of batch.entries()) {
          settleEvent(entry, results.find((ack) => ack.id === entry.item.id) ?? results[index]);
        }
      }
      turnstile.worked();
    } catch (error) {
      refuseBatch(batch, error);
    }
    pump();
  }

  function depart(entries: readonly Entry<OutboxItem>[]): void {
    for (const entry of entries) {
      entry.isOnItsWay = true;
      entry.wasSent = true;
    }
  }

  function pump(): void {
    if (!isRunning || isHalted || !isConnected() || turnstile.isShut()) return;
    const batch = events.some(({ isOnItsWay }) => isOnItsWay) ? [] : nextBatch(events, isDue);
    if (batch.length > 0) {
      if (!turnstile.pass()) return;
      depart(batch);
      void sendEvents(batch);
    }
    for (let entry = nextAnswer(answers, isDue); entry; entry = nextAnswer(answers, isDue)) {
      if (!turnstile.pass()) return;
      depart([entry]);
      void sendAnswer(entry);
    }
  }

  return {
    add(item, wasSent) {
      if (item.kind === 'answer') answers.push(newEntry(item, wasSent));
      else events.push(newEntry(item, wasSent));
      pump();
    },
    takeBackUnsent(questionId) {
      const taken = answers.filter(({ item, wasSent }) => item.questionId === questionId && !wasSent);
      for (const entry of taken) drop(answers, entry);
      return taken.map(({ item }) => item);
    },
    pending: () => ({ answers: answers.length, events: events.length }),
    hasAnswer: (questionId) => answers.some(({ item }) => item.questionId === questionId),
    roomCannotSave: () => roomCannotSave,
    start() {
      isRunning = true;
      const stopListening = connection.onState(({ state }) => {
        if (state !== 'connected') return;
        isHalted = false;
        for (const entry of [...answers, ...events]) entry.notBefore = Number.NEGATIVE_INFINITY;
        pump();
      });
      pump();
      return () => {
        isRunning = false;
        stopListening();
        turnstile.stop();
      };
    },
  };
}
