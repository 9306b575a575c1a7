import type { AnswerValue } from '../../../shared/model/answer.ts';
import { canonicalJson } from '../../../shared/model/canonical-json.ts';
import type { CommandOutput } from '../../../shared/protocol/index.ts';

/** An answer the room acknowledged. */
export interface AckedAnswer {
  readonly revision: number;
  readonly value: AnswerValue;
}

/** What happened to one answer as seen from outside the client. */
export interface WitnessedAnswer {
  /** What the candidate last made it. */
  made: AnswerValue;
  /** The highest revision the room acknowledged as counting. */
  acked?: AckedAnswer;
  /** The latest change the room kept apart. */
  held?: AnswerValue;
  /** The latest change was still on a machine that was left for good. */
  isLeftBehind?: boolean;
}

/** What happened to one event. */
export interface WitnessedEvent {
  isAcked: boolean;
  /** Under which numbers it was sent: session and seq. */
  readonly sentAs: Set<string>;
}

/**
 * The candidate's own memory: what was made, and what the room said to it, noted at the moment it happened and apart from the
 * client, so that it can be held against the room whatever the client believes.
 */
export interface Witness {
  readonly answers: ReadonlyMap<string, WitnessedAnswer>;
  readonly events: ReadonlyMap<string, WitnessedEvent>;
  /** Things the room took twice, or an older one after a newer one. */
  readonly doubled: () => number;
  readonly outOfOrder: () => number;
  answerMade(questionId: string, value: AnswerValue): void;
  eventMade(id: string): void;
  /** These are on a machine that was left for good. */
  leftBehind(questionIds: readonly string[]): void;
  eventSent(id: string, sessionId: string, seq: number): void;
  answerAcked(sent: AckedAnswer & { questionId: string; id: string }, ack: CommandOutput<'answer_save'>): void;
  eventAcked(id: string, ack: { duplicate?: boolean | undefined }): void;
}

/** Ids of what was taken are remembered so far back; a repeat comes within seconds. */
const REMEMBERED = 2_000;

export function createWitness(): Witness {
  const answers = new Map<string, WitnessedAnswer>();
  const events = new Map<string, WitnessedEvent>();
  const taken = new Set<string>();
  let doubled = 0;
  let outOfOrder = 0;

  /** The room says it took this for the first time. */
  function take(id: string): void {
    if (taken.has(id)) doubled += 1;
    taken.add(id);
    if (taken.size > REMEMBERED) taken.delete(taken.values().next().value ?? '');
  }

  return {
    answers,
    events,
    doubled: () => doubled,
    outOfOrder: () => outOfOrder,
    answerMade(questionId, value) {
      const before = answers.get(questionId);
      answers.set(questionId, { ...before, made: value, isLeftBehind: false });
    },
    eventMade: (id) => void events.set(id, { isAcked: false, sentAs: new Set() }),
    leftBehind(questionIds) {
      for (const id of questionIds) {
        const answer = answers.get(id);
        if (answer) answer.isLeftBehind = true;
      }
    },
    eventSent: (id, sessionId, seq) => void events.get(id)?.sentAs.add(`${sessionId}/${seq}`),
    answerAcked({ id, questionId, revision, value }, ack) {
      const answer = answers.get(questionId);
      if (!answer || ack.stale) return;
      if (!ack.duplicate) take(id);
      if (ack.held) {
        answer.held = value;
        return;
      }
      if (answer.acked && revision < answer.acked.revision) {
        if (!ack.duplicate) outOfOrder += 1;
        return;
      }
      const isOther = answer.acked?.revision === revision && canonicalJson(answer.acked.value) !== canonicalJson(value);
      if (isOther) outOfOrder += 1;
      answer.acked = { revision, value };
    },
    eventAcked(id, ack) {
      const event = events.get(id);
      if (!event) return;
      if (!ack.duplicate) take(id);
      event.isAcked = true;
    },
  };
}
