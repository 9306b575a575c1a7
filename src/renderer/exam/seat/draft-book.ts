import type { AnswerValue } from '../../../shared/model/answer.ts';

/** Typing is handed over once the candidate rests for this long, and never later than `LONGEST_MS` after the first key. */
const REST_MS = 400;
const LONGEST_MS = 500;

export interface DraftBook {
  /** A change made by typing: kept here and handed over when the typing rests. */
  type(questionId: string, value: AnswerValue): void;
  /** A change made by one gesture: handed over at once. */
  choose(questionId: string, value: AnswerValue): void;
  /** Hands over what is kept, of one question or of all. */
  flush(questionId?: string): void;
  /** What was typed and not yet handed over. */
  pending(): ReadonlyMap<string, AnswerValue>;
  /** Called after every change of `pending()`. The answer ends it. */
  subscribe(listener: () => void): () => void;
}

interface DraftPorts {
  readonly save: (questionId: string, value: AnswerValue) => void;
  readonly after: (ms: number, run: () => void) => () => void;
}

/**
 * Stands between the keys and the outbox: a save per pause instead of one per letter, and never more than half a
 * second of typing that only the page knows.
 */
export function createDraftBook({ save, after }: DraftPorts): DraftBook {
  const listeners = new Set<() => void>();
  const timers = new Map<string, { rest: () => void; longest: () => void }>();
  let pending: ReadonlyMap<string, AnswerValue> = new Map();

  const change = (next: ReadonlyMap<string, AnswerValue>): void => {
    pending = next;
    for (const listener of listeners) listener();
  };
  const without = (questionId: string): ReadonlyMap<string, AnswerValue> =>
    new Map([...pending].filter(([id]) => id !== questionId));
  const clearTimers = (questionId: string): void => {
    timers.get(questionId)?.rest();
    timers.get(questionId)?.longest();
    timers.delete(questionId);
  };
  const flushOne = (questionId: string): void => {
    clearTimers(questionId);
    const value = pending.get(questionId);
    if (value === undefined) return;
    // Saved before it is forgotten here, so that a reader finds it in one of the two places at any moment.
    save(questionId, value);
    change(without(questionId));
  };

  return {
    type(questionId, value) {
      timers.get(questionId)?.rest();
      const longest = timers.get(questionId)?.longest ?? after(LONGEST_MS, () => flushOne(questionId));
      timers.set(questionId, { rest: after(REST_MS, () => flushOne(questionId)), longest });
      change(new Map([...pending, [questionId, value]]));
    },
    choose(questionId, value) {
      clearTimers(questionId);
      save(questionId, value);
      if (pending.has(questionId)) change(without(questionId));
    },
    flush(questionId) {
      for (const id of questionId === undefined ? [...pending.keys()] : [questionId]) flushOne(id);
    },
    pending: () => pending,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
