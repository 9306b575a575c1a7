import type { CandidateSnapshot } from '../../../../shared/client/index.ts';
import type { AnswerValue } from '../../../../shared/model/answer.ts';
import type { Seated } from '../../seat/seat-context.tsx';

const NO_WORK: CandidateSnapshot = {
  saves: new Map(),
  answers: new Map(),
  pending: 0,
  pendingAnswers: 0,
  roomCannotSave: false,
  setAside: [],
  submit: { state: 'idle' },
};
const still = () => () => {};

/**
 * The same seat with a desk of its own: what is answered stays in this object and is gone with the page. There is no way from it to
 * the room, so that practice can leave no result.
 */
export function practiceSeat(seated: Seated): Seated {
  let given: ReadonlyMap<string, AnswerValue> = new Map();
  const listeners = new Set<() => void>();
  const give = (questionId: string, value: AnswerValue): void => {
    given = new Map(given).set(questionId, value);
    for (const listener of listeners) listener();
  };
  return {
    ...seated,
    link: { ...seated.link, client: { ...seated.link.client, saveAnswer: () => {}, snapshot: () => NO_WORK, subscribe: still } },
    drafts: {
      type: give,
      choose: give,
      flush: () => {},
      pending: () => given,
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  };
}
