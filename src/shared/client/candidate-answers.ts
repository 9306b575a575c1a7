import { AnswerValue, type HeldReason } from '../model/answer.ts';
import type { AttemptState } from '../model/attempt.ts';
import { canonicalJson } from '../model/canonical-json.ts';
import type { CommandOutput } from '../protocol/index.ts';
import type { AnswerLedger } from './answer-ledger.ts';
import type { AttemptView } from './candidate-contract.ts';
import type { Delivery } from './delivery.ts';
import { utf8Length } from './event-chain.ts';
import type { OrderedStore } from './ordered-store.ts';
import type { KeptAnswer } from './outbox.ts';
import type { SetAsideItems } from './set-aside.ts';

/** The room takes answers up to 256 KiB a frame; the rest is for what stands around the value. */
const MAX_VALUE_BYTES = 250 * 1024;

/** Held for as long as something lasts, not for good: what comes too late stays late. */
const isPassing = (reason: HeldReason): boolean => reason !== 'late';

export interface CandidateAnswersOptions {
  readonly ledger: AnswerLedger;
  readonly store: OrderedStore;
  readonly delivery: Pick<Delivery, 'add' | 'takeBackUnsent' | 'hasAnswer'>;
  readonly setAside: SetAsideItems;
  readonly sessionId: string;
  readonly newId: () => string;
  readonly nextOrder: () => number;
  readonly serverNow: () => number;
}

/** Changes of answers on their way out and what the room says to them. */
export interface CandidateAnswers {
  save(questionId: string, value: AnswerValue): void;
  settle(item: KeptAnswer, ack: CommandOutput<'answer_save'>): void;
  /** How the room says the attempt stands, `undefined` while nobody can know: back at work, what was held goes again. */
  hearState(state: AttemptState | undefined): void;
  /** Sends again what the room had acknowledged (`acked`) and by `attempt` lacks: it was set back to an earlier state (OP5). */
  resendMissing(attempt: AttemptView, acked: Readonly<Record<string, number>>): void;
}

export function createCandidateAnswers(options: CandidateAnswersOptions): CandidateAnswers {
  const { ledger, store, delivery, setAside } = options;
  /** Changes of this page's life: the candidate made them looking at the present state, so they win over what they cross. */
  const own = new Set<string>();
  /** Sent again because the room lost them: finding them there after all is no conflict. */
  const resent = new Set<string>();

  /** Sent again because they were held and the attempt is at work again. */
  const unheld = new Set<string>();
  let isAtWork = false;

  /**
   * What the room holds for as long as a pause lasts, by question: kept on this device as well, because it goes again afterwards,
   * also from a page that was loaded anew meanwhile. The room knows it by its id and answers that it is held.
   */
  const heldIds = new Map<string, string>();
  function forgetHeld(questionId: string): void {
    const id = heldIds.get(questionId);
    if (id === undefined) return;
    heldIds.delete(questionId);
    store.remove(id);
  }

  const keep = (questionId: string, value: AnswerValue, revision: number): KeptAnswer => ({
    kind: 'answer',
    id: options.newId(),
    order: options.nextOrder(),
    sessionId: options.sessionId,
    questionId,
    value,
    revision,
  });

  function send(questionId: string, value: AnswerValue): void {
    const item = keep(questionId, value, ledger.change(questionId, value));
    const overtaken = delivery.takeBackUnsent(questionId);
    own.add(item.id);
    store.put(item);
    forgetHeld(questionId);
    for (const { id } of overtaken) {
      own.delete(id);
      store.remove(id);
    }
    delivery.add(item, false);
  }

  /** The pause is over, the work is the same: under a new revision and id, because the room remembers the old ones as held. */
  function sendHeldAgain(questionId: string): void {
    const value = ledger.value(questionId);
    if (value === undefined) return;
    const item = keep(questionId, value, ledger.change(questionId, value));
    unheld.add(item.id);
    store.put(item);
    forgetHeld(questionId);
    delivery.add(item, false);
  }

  return {
    save(questionId, value) {
      const known = ledger.value(questionId);
      const state = ledger.settled(questionId)?.state;
      const isSame = known !== undefined && canonicalJson(known) === canonicalJson(value);
      if (isSame && (state === undefined || state === 'saved')) return;
      const isFit = AnswerValue.safeParse(value).success;
      if (isFit && utf8Length(JSON.stringify(value)) <= MAX_VALUE_BYTES) return send(questionId, value);
      setAside.put(
        keep(questionId, value, ledger.change(questionId, value)),
        isFit
          ? { code: 'payload_too_large', message: 'This answer is too long to be stored.' }
          : { code: 'value_invalid', message: 'This answer cannot be stored.' },
      );
    },
    settle({ id, questionId, value, revision }, ack) {
      const isOwn = own.delete(id);
      const isUnheld = unheld.delete(id);
      const isFoundAfterAll = resent.delete(id) && ack.revision === revision;
      ledger.hearRevision(questionId, ack.revision);
      const goesAgain = ack.held !== undefined && isPassing(ack.held) && ledger.isLatest(questionId, revision);
      if (heldIds.get(questionId) !== id) forgetHeld(questionId);
      if (goesAgain && !ack.stale) heldIds.set(questionId, id);
      else store.remove(id);
      if (ack.stale && !isFoundAfterAll) {
        // Made here and now, only its number was behind what the room has: it goes again with the next one.
        if (isOwn && ledger.isLatest(questionId, revision)) return send(questionId, value);
        return ledger.settle(questionId, revision, { state: 'superseded', revision: ack.revision });
      }
      if (ack.held) {
        ledger.settle(questionId, revision, { state: 'held', revision, reason: ack.held });
        // The word that the pause is over may overtake this ack, or the ack be of a save from before. Sent again at once
        // it can be held anew only by a pause not heard of yet: that one's end is waited for.
        const isOfBefore = !isUnheld || ack.duplicate === true;
        if (isAtWork && isOfBefore && goesAgain) sendHeldAgain(questionId);
        return;
      }
      ledger.settle(questionId, revision, { state: 'saved', revision, at: options.serverNow() });
      setAside.forgetAnswersTo(questionId);
    },
    hearState(state) {
      isAtWork = state === 'in_progress';
      if (!isAtWork) return;
      for (const questionId of ledger.values().keys()) {
        const settled = ledger.settled(questionId);
        if (settled?.state === 'held' && isPassing(settled.reason)) sendHeldAgain(questionId);
      }
    },
    resendMissing(attempt, acked) {
      const stored = new Map<string, number>(attempt.answers.map(({ questionId, revision }) => [questionId, revision]));
      for (const [questionId, revision] of Object.entries(acked)) {
        const value = ledger.value(questionId);
        if ((stored.get(questionId) ?? 0) >= revision || value === undefined || delivery.hasAnswer(questionId)) continue;
        const item = keep(questionId, value, revision);
        ledger.recall(questionId, value, revision);
        resent.add(item.id);
        store.put(item);
        delivery.add(item, false);
      }
    },
  };
}
