import type { CandidateClient, RoomConnection } from '../../../shared/client/index.ts';
import type { AttemptState } from '../../../shared/model/attempt.ts';

/** What the program itself says about its own life to the room (EV5): only while somebody is being examined. */
export interface LifeEvents {
  /** The attempt as the room answered it. */
  hearState(state: AttemptState): void;
  /** Is the candidate at work, or stopped in the middle of it? */
  isAtWork(): boolean;
  /** Has the room said that the attempt is over? What is not known is not over. */
  isOver(): boolean;
  crashed(details: Readonly<Record<string, unknown>>): void;
  exits(why: string): void;
  readonly stop: () => void;
}

interface LifeParts {
  readonly client: Pick<CandidateClient, 'report'>;
  readonly connection: Pick<RoomConnection, 'on'>;
  readonly attemptId: string;
  /** Said with `client_started`. */
  readonly details: Readonly<Record<string, unknown>>;
}

const isWork = (state: AttemptState | undefined): boolean =>
  state === 'in_progress' || state === 'suspended' || state === 'paused';

export function createLifeEvents({ client, connection, attemptId, details }: LifeParts): LifeEvents {
  let state: AttemptState | undefined;
  let isStarted = false;

  function hearState(next: AttemptState): void {
    state = next;
    if (isStarted || !isWork(next)) return;
    isStarted = true;
    client.report({ type: 'client_started', details: { ...details } });
  }

  return {
    hearState,
    isAtWork: () => isWork(state),
    isOver: () => state === 'submitted' || state === 'ended',
    crashed: (what) => {
      if (isWork(state)) client.report({ type: 'renderer_crashed', details: { ...what } });
    },
    exits: (why) => {
      if (isWork(state)) client.report({ type: 'client_exited', details: { why } });
    },
    stop: connection.on('attempt-state', (told) => {
      if (told.attemptId === attemptId) hearState(told.state);
    }),
  };
}
