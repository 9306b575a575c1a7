import { type AnswerLedger, createAnswerLedger } from './answer-ledger.ts';
import { type CandidateAnswers, createCandidateAnswers } from './candidate-answers.ts';
import type { CandidateClientOptions } from './candidate-contract.ts';
import { type CandidateEvents, createCandidateEvents } from './candidate-events.ts';
import { createDelivery } from './delivery.ts';
import { createOrderedStore } from './ordered-store.ts';
import type { KeptEvent } from './outbox.ts';
import { createSetAsideItems, type SetAsideItems } from './set-aside.ts';
import { systemClock } from './system-clock.ts';

/** Everything a candidate made here that is on its way, and what is known of it. */
export interface CandidateOutbox {
  readonly ledger: AnswerLedger;
  readonly setAside: SetAsideItems;
  readonly answers: CandidateAnswers;
  readonly events: CandidateEvents;
  pending(): { answers: number; events: number };
  readonly roomCannotSave: () => boolean;
  /** Resolves when everything made until now is in the store or could not be put there. */
  kept(): Promise<void>;
  /** Begins to send whenever connected; the answer is `stop`. */
  start(): () => void;
}

/** Reads what an earlier life of this page left behind and goes on from there. `changed` is told after every change. */
export async function openCandidateOutbox(options: CandidateClientOptions, changed: () => void): Promise<CandidateOutbox> {
  const { connection, api, sessionId, newId, onProblem, clock = systemClock, random = Math.random } = options;
  const kept = (await options.outbox.all()).sort((a, b) => a.order - b.order);
  const head = await options.outbox.getChain(sessionId);

  const store = createOrderedStore(options.outbox, onProblem);
  const ledger = createAnswerLedger();
  const setAside = createSetAsideItems(ledger, store);
  let lastOrder = kept.at(-1)?.order ?? 0;
  const nextOrder = () => {
    lastOrder += 1;
    return lastOrder;
  };

  const delivery = createDelivery({
    connection,
    clock,
    random,
    onSaved(item, ack) {
      answers.settle(item, ack);
      changed();
    },
    onReported(item) {
      store.remove(item.id);
      changed();
    },
    onRefused(item, refusal) {
      onProblem?.({ where: 'outbox', message: `${item.kind} refused: ${refusal.code}` });
      setAside.put(item, refusal);
      changed();
    },
    onRoomSaving: changed,
  });
  const { serverNow } = connection;
  const answers = createCandidateAnswers({ ledger, store, delivery, setAside, sessionId, newId, nextOrder, serverNow });
  const unsentEvents = kept.filter((item): item is KeptEvent => item.kind === 'event' && item.refused === undefined);
  const own = unsentEvents.filter((item) => item.sessionId === sessionId);
  const orphans = unsentEvents.filter((item) => item.sessionId !== sessionId);
  const stored = { head, own, orphans };
  const events = createCandidateEvents({
    connection,
    api,
    store,
    delivery,
    sessionId,
    newId,
    nextOrder,
    clock,
    stored,
    onWaiting: changed,
  });
  for (const item of kept) {
    if (item.kind === 'answer') ledger.recall(item.questionId, item.value, item.revision);
    if (item.refused) setAside.recall(item, item.refused);
    else if (item.kind === 'answer' || item.sessionId === sessionId) delivery.add(item, true);
  }

  return {
    ledger,
    setAside,
    answers,
    events,
    pending() {
      const left = delivery.pending();
      return { answers: left.answers, events: left.events + events.waiting() };
    },
    roomCannotSave: delivery.roomCannotSave,
    kept: store.settled,
    start: delivery.start,
  };
}
