import type { CommandOutput } from '../protocol/index.ts';
import type {
  AttemptView,
  CandidateClient,
  CandidateClientOptions,
  CandidateSnapshot,
  SubmitState,
} from './candidate-contract.ts';
import { openCandidateOutbox } from './candidate-outbox.ts';
import { handIn } from './hand-in.ts';
import { createListeners } from './listeners.ts';
import { giveReceipts } from './notification-receipts.ts';
import { mayHeal } from './retryable.ts';
import { systemClock } from './system-clock.ts';
import { createPatience } from './until-acked.ts';

/** A class that comes back together does not ask for the whole paper in one blow. */
const COMPARED_WITHIN_MS = 20_000;

/**
 * A candidate's side of an attempt (EX6): every change and every observation is kept in the outbox until the room has
 * acknowledged it. Reads the outbox, needs no network; `start()` begins to send. Rejects only if the outbox cannot be read.
 */
export async function createCandidateClient(options: CandidateClientOptions): Promise<CandidateClient> {
  const { connection, api, newId, onProblem, clock = systemClock, random = Math.random } = options;
  const watchers = createListeners<[]>('candidate listener', onProblem);
  let submit: SubmitState = { state: 'idle' };
  let submission: Promise<CommandOutput<'exam_submit'>> | undefined;
  let shown: CandidateSnapshot | undefined;

  function changed(): void {
    shown = undefined;
    watchers.tell();
  }

  const outbox = await openCandidateOutbox(options, changed);
  const { ledger, answers, events, pending } = outbox;
  const patience = createPatience(connection, clock, random);

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

  let cancelCompare = (): void => {};
  /** A room that was away may have been set back to a backup: what it had acknowledged and lacks now is sent again (EX6). */
  function compareSoon(): void {
    cancelCompare();
    if (Object.keys(ledger.acked()).length === 0) return;
    cancelCompare = clock.after(Math.round(random() * COMPARED_WITHIN_MS), () => {
      loadAttempt().catch((error: unknown) => {
        if (connection.state.state === 'connected' && mayHeal(error)) compareSoon();
      });
    });
  }

  function snapshot(): CandidateSnapshot {
    if (shown) return shown;
    const left = pending();
    shown = {
      saves: ledger.saves(connection.state.state === 'connected' ? 'saving' : 'offline'),
      answers: ledger.values(),
      pending: left.answers + left.events,
      pendingAnswers: left.answers,
      roomCannotSave: outbox.roomCannotSave(),
      setAside: outbox.setAside.list(),
      submit,
    };
    return shown;
  }

  return {
    start() {
      const stopListening = connection.onState(({ state }) => {
        cancelCompare();
        if (state === 'connected') {
          void adoptOrphans();
          compareSoon();
        } else answers.hearState(undefined);
        changed();
      });
      const stopHearing = connection.on('attempt-state', (told) => {
        // A candidate of two exams hears of both attempts; ours is the one this session works on.
        if (told.sessionId !== undefined && told.sessionId !== options.sessionId) return;
        answers.hearState(told.state);
        changed();
      });
      const stopReceipts = giveReceipts(connection, clock);
      const stopSending = outbox.start();
      if (connection.state.state === 'connected') void adoptOrphans();
      changed();
      return () => {
        cancelCompare();
        stopListening();
        stopHearing();
        stopReceipts();
        stopSending();
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
        patience,
        newId,
        pending,
        watch: watchers.add,
        after: clock.after,
        acked: ledger.acked,
        reconcile: loadAttempt,
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
    kept: outbox.kept,
    async drained() {
      while (snapshot().pending > 0) await patience.until((done) => watchers.add(() => snapshot().pending === 0 && done()));
    },
  };
}
