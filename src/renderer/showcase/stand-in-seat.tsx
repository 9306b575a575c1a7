import { type ReactNode, useState } from 'react';
import type { AnswerValue } from '../../shared/model/answer.ts';
import type { Notice } from '../exam/seat/notice.ts';
import { type Seated, SeatedProvider } from '../exam/seat/seat-context.tsx';

/** Stands in for a candidate's seat: answers are kept on the page and saved nowhere. */
function makeSeat(answers: Readonly<Record<string, AnswerValue>>, notices: readonly Notice[], roomCannotSave: boolean): Seated {
  let given = new Map<string, AnswerValue>(Object.entries(answers));
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const give = (id: string, value: AnswerValue) => {
    given = new Map(given).set(id, value);
    for (const each of listeners) each();
  };
  const work = {
    saves: new Map(),
    answers: new Map(),
    pending: 0,
    pendingAnswers: 0,
    roomCannotSave,
    setAside: [],
    submit: { state: 'idle' },
  };
  const told = { notices, connection: { state: 'connected' } };
  const still = () => () => {};
  return {
    seat: { attemptId: 'showcase' },
    link: {
      connection: { serverNow: Date.now },
      client: { snapshot: () => work, subscribe: still },
      outbox: { keeping: () => 'disk', onKeeping: still },
    },
    session: { snapshot: () => told, subscribe: still, dismiss: () => {} },
    drafts: { pending: () => given, subscribe, choose: give, type: give, flush: () => {} },
    leave: () => {},
  } as unknown as Seated;
}

export function StandInSeat({
  answers = {},
  notices = [],
  roomCannotSave = false,
  children,
}: {
  answers?: Readonly<Record<string, AnswerValue>>;
  notices?: readonly Notice[];
  roomCannotSave?: boolean;
  children: ReactNode;
}) {
  const [seat] = useState(() => makeSeat(answers, notices, roomCannotSave));
  return <SeatedProvider value={seat}>{children}</SeatedProvider>;
}
