import type { QuestionId } from '../model/ids.ts';
import { type CommandOutput, RoomError } from '../protocol/index.ts';
import { backoffMs } from './backoff.ts';
import type { RoomConnection } from './connection-contract.ts';
import { utf8Length } from './event-chain.ts';
import type { KeptAnswer, KeptEvent, OutboxItem } from './outbox.ts';
import { createPace } from './pacing.ts';
import type { ClientClock, RandomPort } from './ports.ts';
import { readRefusal } from './read-answer.ts';
import { isAboutSession, isRetryable, isRoomBusy } from './retryable.ts';

/** Answers on the way at once: enough to fill a slow line, few enough to lose little time on a dead one. */
const WINDOW = 8;
const MOST_EVENTS = 50;
const MOST_BATCH_BYTES = 48 * 1024;
/** Refused as `internal` so often, an item is the cause itself. */
const MOST_INTERNAL = 10;

interface Entry<Item extends OutboxItem> {
  readonly item: Item;
  isOnItsWay: boolean;
  /** May have reached the room. */
  wasSent: boolean;
  tries: number;
  /** Monotonic ms before which it is not tried again. */
  notBefore: number;
  /** A batch with it was refused as a whole: it goes by itself, so that the guilty one shows. */
  isAlone: boolean;
}

export interface DeliveryOptions {
  readonly connection: RoomConnection;
  readonly clock: ClientClock;
  readonly random: RandomPort;
  onSaved(item: KeptAnswer, ack: CommandOutput<'answer_save'>): void;
  onReported(item: KeptEvent): void;
  /** The room will never take it. */
  onRefused(item: OutboxItem, refusal: RoomError): void;
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
  start(): () => void;
}

export function createDelivery(options: DeliveryOptions): Delivery {
  const { connection, clock, random } = options;
  const pace = createPace(clock);
  const answers: Entry<KeptAnswer>[] = [];
  const events: Entry<KeptEvent>[] = [];
  let isRunning = false;
  /** The room refuses this session: nothing more until a new connection. */
  let isHalted = false;
  let busyUntil = Number.NEGATIVE_INFINITY;
  let busyTimes = 0;
  let cancelTimer: (() => void) | undefined;
  let wakeAt = Number.POSITIVE_INFINITY;

  function wakeIn(ms: number): void {
    const at = clock.monotonic() + ms;
    if (at >= wakeAt) return;
    cancelTimer?.();
    wakeAt = at;
    cancelTimer = clock.after(ms, () => {
      cancelTimer = undefined;
      wakeAt = Number.POSITIVE_INFINITY;
      pump();
    });
  }

  /** Ready to go now? If only later, sees to it that `pump` runs then. */
  function isDue(entry: Entry<OutboxItem>): boolean {
    const wait = entry.notBefore - clock.monotonic();
    if (wait > 0) wakeIn(wait);
    return wait <= 0;
  }

  function mayNotSend(): boolean {
    const wait = pace.take();
    if (wait > 0) wakeIn(wait);
    return wait > 0;
  }

  function drop<Item extends OutboxItem>(list: Entry<Item>[], entry: Entry<Item>): void {
    const index = list.indexOf(entry);
    if (index >= 0) list.splice(index, 1);
  }

  /** What to do with an item that was not acknowledged; true if the room will never take it. */
  function isRefusedForGood(entry: Entry<OutboxItem>, error: unknown): error is RoomError {
    entry.isOnItsWay = false;
    if (!(error instanceof RoomError)) {
      // No word of it: sent again, at once after a reconnect, a little later where only the ack is missing.
      entry.tries += 1;
      if (connection.state.state === 'connected') entry.notBefore = clock.monotonic() + backoffMs(entry.tries, random);
      return false;
    }
    if (isAboutSession(error)) {
      isHalted = true;
      return false;
    }
    if (isRoomBusy(error)) {
      busyTimes += 1;
      busyUntil = clock.monotonic() + backoffMs(busyTimes, random);
      return false;
    }
    entry.tries += 1;
    if (!isRetryable(error) || (error.code === 'internal' && entry.tries >= MOST_INTERNAL)) return true;
    entry.notBefore = clock.monotonic() + backoffMs(entry.tries, random);
    return false;
  }

  async function sendAnswer(entry: Entry<KeptAnswer>): Promise<void> {
    entry.isOnItsWay = true;
    entry.wasSent = true;
    const { id, questionId, value, revision } = entry.item;
    try {
      const ack = await connection.request('answer_save', { id, questionId: questionId as QuestionId, value, revision });
      busyTimes = 0;
      drop(answers, entry);
      options.onSaved(entry.item, ack);
    } catch (error) {
      if (isRefusedForGood(entry, error)) {
        drop(answers, entry);
        options.onRefused(entry.item, error);
      }
    }
    pump();
  }

  function settleEvent(entry: Entry<KeptEvent>, ack: CommandOutput<'security_event'> | undefined): void {
    const refusal = ack && !ack.ok ? readRefusal(ack.error, 'invalid_input') : undefined;
    if (ack?.ok) {
      drop(events, entry);
      options.onReported(entry.item);
    } else if (isRefusedForGood(entry, refusal)) {
      drop(events, entry);
      options.onRefused(entry.item, refusal);
    }
  }

  async function sendEvents(batch: Entry<KeptEvent>[]): Promise<void> {
    for (const entry of batch) {
      entry.isOnItsWay = true;
      entry.wasSent = true;
    }
    const [only] = batch;
    try {
      if (only && batch.length === 1) {
        settleEvent(only, await connection.request('security_event', only.item.event));
      } else {
        const { results } = await connection.request('security_events', { events: batch.map(({ item }) => item.event) });
        batch.forEach((entry, index) => settleEvent(entry, results.find((ack) => ack.id === entry.item.id) ?? results[index]));
      }
      busyTimes = 0;
    } catch (error) {
      for (const entry of batch) {
        if (!isRefusedForGood(entry, error)) continue;
        if (batch.length > 1) {
          entry.isAlone = true;
          continue;
        }
        drop(events, entry);
        options.onRefused(entry.item, error);
      }
    }
    pump();
  }

  /** The next events that go together: in order, within one frame; one that waits holds back none behind it. */
  function nextBatch(): Entry<KeptEvent>[] {
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

  function nextAnswer(): Entry<KeptAnswer> | undefined {
    const taken = new Set<string>();
    for (const entry of answers) {
      if (entry.isOnItsWay) taken.add(entry.item.questionId);
    }
    if (taken.size >= WINDOW) return undefined;
    return answers.find((entry) => {
      const isFirst = !taken.has(entry.item.questionId);
      taken.add(entry.item.questionId);
      return isFirst && isDue(entry);
    });
  }

  function pump(): void {
    if (!isRunning || isHalted || connection.state.state !== 'connected') return;
    const busyMs = busyUntil - clock.monotonic();
    if (busyMs > 0) return wakeIn(busyMs);
    if (!events.some((entry) => entry.isOnItsWay)) {
      const batch = nextBatch();
      if (batch.length > 0) {
        if (mayNotSend()) return;
        void sendEvents(batch);
      }
    }
    for (let entry = nextAnswer(); entry; entry = nextAnswer()) {
      if (mayNotSend()) return;
      void sendAnswer(entry);
    }
  }

  return {
    add(item, wasSent) {
      const entry = { isOnItsWay: false, wasSent, tries: 0, notBefore: Number.NEGATIVE_INFINITY, isAlone: false };
      if (item.kind === 'answer') answers.push({ item, ...entry });
      else events.push({ item, ...entry });
      pump();
    },
    takeBackUnsent(questionId) {
      const taken = answers.filter(({ item, wasSent }) => item.questionId === questionId && !wasSent);
      for (const entry of taken) drop(answers, entry);
      return taken.map(({ item }) => item);
    },
    pending: () => ({ answers: answers.length, events: events.length }),
    hasAnswer: (questionId) => answers.some(({ item }) => item.questionId === questionId),
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
        cancelTimer?.();
        cancelTimer = undefined;
        wakeAt = Number.POSITIVE_INFINITY;
      };
    },
  };
}
