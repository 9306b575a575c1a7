import type { AnswerValue } from '../../shared/model/answer.ts';
import type { Seated } from '../exam/seat/seat-context.tsx';

/** A seat nobody sits on: answers stay on the page, nothing is sent and nothing is stored. Holds just what the questions ask for. */
export function madeUpSeat(): Seated {
  let given: ReadonlyMap<string, AnswerValue> = new Map();
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const give = (questionId: string, value: AnswerValue): void => {
    given = new Map(given).set(questionId, value);
    for (const listener of listeners) listener();
  };
  const work = {
    saves: new Map(),
    answers: new Map(),
    pending: 0,
    pendingAnswers: 0,
    roomCannotSave: false,
    setAside: [],
    submit: { state: 'idle' },
  };
  const nothing = { notices: [] };
  const never = () => () => {};
  return {
    seat: { attemptId: 'preview' },
    link: {
      connection: { serverNow: Date.now },
      client: { snapshot: () => work, subscribe: never },
      outbox: { keeping: () => 'page', onKeeping: never },
    },
    session: { snapshot: () => nothing, subscribe: never, dismiss: () => {} },
    drafts: { pending: () => given, subscribe, choose: give, type: give, flush: () => {} },
    leave: () => {},
  } as unknown as Seated;
}
