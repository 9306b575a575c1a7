import type { CommandOutput } from '../protocol/index.ts';
import { createAnswerLedger } from './answer-ledger.ts';
import { createCandidateAnswers } from './candidate-answers.ts';
import type { AttemptView, CandidateClient, CandidateClientOptions, CandidateSnapshot, SubmitState } from './candidate-contract.ts';
import { createCandidateEvents } from './candidate-events.ts';
import { createDelivery } from './delivery.ts';
import { handIn } from './hand-in.ts';
import { createListeners } from './listeners.ts';
import { createOrderedStore } from './ordered-store.ts';
import type { KeptEvent } from './outbox.ts';
import { mayHeal } from './retryable.ts';
import { createSetAsideItems } from './set-aside.ts';
import { systemClock } from './system-clock.ts';
import { createPatience } from './until-acked.ts';

/**
 * A candidate's side of an attempt (EX6): every change and every observation is kept in the outbox until the room has
 * acknowledged it. Reads the outbox, needs no network; `start()` begins to send. Rejects only if the outbox cannot be read.
 */
export async function createCandidateClient(options: CandidateClientOptions): Promise<CandidateClient> {
  const { connection, api, sessionId, newId, onProblem, clock = systemClock, random = Math.random } = options;
  const kept = (await options.outbox.all()).sort((a, b) => a.order - b.order);
  const storedHead = await options.outbox.getChain(sessionId);

  const store = createOrderedStore(options.outbox, onProblem);
  const ledger = createAnswerLedger();
  const setAside = createSetAsideItems(ledger, store);
  const patience = createPatience(connection, clock, random);
  const watchers = createListeners<[]>('candidate listener', onProblem);
  let lastOrder = kept.at(-1)?.order ?? 0;
  const nextOrder = () => (lastOrder += 1);
  let submit: SubmitState = { state: 'idle' };
  let submission: Promise<CommandOutput<'exam_submit'>> | undefined;
  let shown: CandidateSnapshot | undefined;

  function changed(): void {
    shown = undefined;
    watchers.tell();
  }

  const delivery = createDelivery({
    connection, clock, random,
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
  });
  const answers = createCandidateAnswers({ ledger, store, delivery, setAside, sessionId, newId, nextOrder, serverNow: connection.serverNow });
  const unsentEvents = kept.filter((item): item is KeptEvent => item.kind === 'event' && item.refused === undefined);
  const events = createCandidateEvents({
    connection, api, store, delivery, sessionId, newId, nextOrder, clock, onWaiting: changed,
    stored: {
      head: storedHead,
      own: unsentEvents.filter((item) => item.sessionId === sessionId),
      orphans: unsentEvents.filter((item) => item.sessionId !== sessionId),
    },
  });
  for (const item of kept) {
    if (item.kind === 'answer') ledger.recall(item.questionId, item.value, item.revision);
    if (item.refused) setAside.recall(item, item.refused);
    else if (item.kind === 'answer' || item.sessionId === sessionId) delivery.add(item, true);
  }

  function pending(): { answers: number; events: number } {
    const left = delivery.pending();
    return { answers: left.answers, events: left.events + events.waiting() };
  }

  async function loadAttempt(): Promise<AttemptView> {
    const acked = ledger.acked();
    const attempt = await api.call('attempt_get', {});
    for (const { questionId, value, revision } of attempt.answers) ledger.hearStored(questionId, value, revision);
    events.hearLastSeq(attempt.lastSeq);
    answers.resendMissing(attempt, acked);
    if (attempt.attempt.state === 'submitted') submit = { state: 'submitted' };
    changed();
    return attempt;
  }

  async function adoptOrphans(): Promise<void> {
    try {
      await events.adoptOrphans();
      changed();
    } catch (error) {
      if (!mayHeal(error)) onProblem?.({ where: 'outbox', message: 'events of an earlier session could not be handed over' });
    }
  }

  function snapshot(): CandidateSnapshot {
    if (shown) return shown;
    const left = pending();
    shown = {
      saves: ledger.saves(connection.state.state === 'connected' ? 'saving' : 'offline'),
      answers: ledger.values(), pending: left.answers + left.events, pendingAnswers: left.answers,
      setAside: setAside.list(), submit,
    };
    return shown;
  }

  return {
    start() {
      const stopListening = connection.onState(({ state }) => {
        if (state === 'connected') void adoptOrphans();
        changed();
      });
      const stopDelivery = delivery.start();
      if (connection.state.state === 'connected') void adoptOrphans();
      changed();
      return () => {
        stopListening();
        stopDelivery();
        patience.giveUp();
      };
    },
    loadAttempt,
    saveAnswer(questionId, value) {
      answers.save(questionId, value);
      changed();
    },
    report(report) {
      const id = events.report(report);
      changed();
      return id;
    },
    async ready(state = {}) {
      await patience.ask('client_ready', { id: newId(), ...state });
    },
    submit() {
      submission ??= handIn({
        patience, newId, pending, watch: watchers.add, after: clock.after, acked: ledger.acked, reconcile: loadAttempt,
        show(next) {
          submit = next;
          changed();
        },
      }).catch((error: unknown) => {
        submission = undefined;
        throw error;
      });
      return submission;
    },
    snapshot,
    subscribe: watchers.add,
    saveState: (questionId) => snapshot().saves.get(questionId),
    async drained() {
      while (snapshot().pending > 0) await patience.until((done) => watchers.add(() => snapshot().pending === 0 && done()));
    },
  };
}
