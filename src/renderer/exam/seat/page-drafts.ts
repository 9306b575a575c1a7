import type { CandidateSnapshot } from '../../../shared/client/index.ts';
import type { AnswerValue } from '../../../shared/model/answer.ts';
import type { Seated } from './seat-context.tsx';

/** The work of a seat on which nothing is ever saved. */
export const NO_WORK: CandidateSnapshot = {
  saves: new Map(),
  answers: new Map(),
  pending: 0,
  pendingAnswers: 0,
  roomCannotSave: false,
  setAside: [],
  submit: { state: 'idle' },
};

/** A listener that is never told anything. */
export const never = () => () => {};

/** Answers that stay in this object and are gone with the page: there is no way from it to the room. */
export function pageDrafts(): Seated['drafts'] {
  let given: ReadonlyMap<string, AnswerValue> = new Map();
  const listeners = new Set<() => void>();
  const give = (questionId: string, value: AnswerValue): void => {
    given = new Map(given).set(questionId, value);
    for (const listener of listeners) listener();
  };
  return {
    type: give,
    choose: give,
    flush: () => {},
    pending: () => given,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
