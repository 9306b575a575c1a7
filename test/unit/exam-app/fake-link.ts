import type { CandidateLink } from '../../../src/renderer/link/candidate-link.ts';
import {
  type AttemptView,
  type CandidateSnapshot,
  type ConnectionState,
  RoomUnreachable,
  type SaveState,
} from '../../../src/shared/client/index.ts';
import type { AnswerValue } from '../../../src/shared/model/answer.ts';
import { RoomError, type RoomEventName, type RoomEvents } from '../../../src/shared/protocol/index.ts';

export const ATTEMPT_ID = '11111111-1111-4111-8111-111111111111';
export const SESSION_ID = '22222222-2222-4222-8222-222222222222';
const EXAM_ID = '33333333-3333-4333-8333-333333333333';
const SITTING_ID = '44444444-4444-4444-8444-444444444444';

type State = AttemptView['attempt']['state'];

/** The attempt as the room would answer it. */
export function attemptView(
  state: State,
  more: { answers?: AttemptView['answers']; endsAt?: string; reason?: string } = {},
): AttemptView {
  const { answers = [], ...attempt } = more;
  return {
    attempt: {
      id: ATTEMPT_ID,
      state,
      monitoring: 'normal',
      identity: 'unchecked',
      progress: { answered: 0, total: 1 },
      ...attempt,
    },
    exam: { id: EXAM_ID, title: 'Exam', instructions: '' },
    sitting: { id: SITTING_ID, state: state === 'waiting' ? 'open' : 'running' },
    policy: { name: 'standard', watched: [] },
    ...(state === 'waiting' ? {} : { questions: [{ id: 'q1', type: 'essay', stemHtml: '', points: 1 }] }),
    answers,
    serverTime: '2026-11-20T12:00:00.000Z',
    lastSeq: 0,
  } as unknown as AttemptView;
}

/** A room at the other end of nothing: what it answers and says is in the hands of the test. */
export function fakeLink() {
  const hearing = new Map<string, Set<(payload: never) => void>>();
  const stateListeners = new Set<(state: ConnectionState) => void>();
  const clientListeners = new Set<() => void>();
  let now = 1_000;
  let connection: ConnectionState = { state: 'connecting' };
  let answer: AttemptView | 'unreachable' | { code: 'token_revoked' | 'internal' } = attemptView('waiting');
  let snapshot: CandidateSnapshot = {
    saves: new Map(),
    answers: new Map(),
    pending: 0,
    pendingAnswers: 0,
    roomCannotSave: false,
    setAside: [],
    submit: { state: 'idle' },
  };
  const saved: [string, AnswerValue][] = [];
  let loads = 0;

  const link = {
    connection: {
      get state() {
        return connection;
      },
      onState: (listener: (state: ConnectionState) => void) => {
        stateListeners.add(listener);
        return () => stateListeners.delete(listener);
      },
      on: (name: string, listener: (payload: never) => void) => {
        const all = hearing.get(name) ?? new Set();
        hearing.set(name, all.add(listener));
        return () => all.delete(listener);
      },
      serverNow: () => now,
    },
    client: {
      loadAttempt: async () => {
        loads += 1;
        if (answer === 'unreachable') throw new RoomUnreachable('network', 'The room cannot be reached.');
        if ('code' in answer) throw new RoomError(answer.code, 'refused');
        return answer;
      },
      submit: async () => ({ ok: true, id: '', state: 'submitted' }),
      snapshot: () => snapshot,
      saveState: (id: string) => snapshot.saves.get(id),
      saveAnswer: (id: string, value: AnswerValue) => void saved.push([id, value]),
      subscribe: (listener: () => void) => {
        clientListeners.add(listener);
        return () => clientListeners.delete(listener);
      },
    },
    start: () => () => {},
  } as unknown as CandidateLink;

  return {
    link,
    saved,
    loads: () => loads,
    at: (ms: number) => {
      now = ms;
    },
    answers: (next: typeof answer) => {
      answer = next;
    },
    connects: (next: ConnectionState) => {
      connection = next;
      for (const listener of stateListeners) listener(next);
    },
    says: <Name extends RoomEventName>(name: Name, payload: Partial<RoomEvents[Name]>) => {
      for (const listener of hearing.get(name) ?? []) listener(payload as never);
    },
    works: (saves: Record<string, SaveState>, answers: Record<string, AnswerValue> = {}) => {
      snapshot = { ...snapshot, saves: new Map(Object.entries(saves)), answers: new Map(Object.entries(answers)) };
      for (const listener of clientListeners) listener();
    },
  };
}
