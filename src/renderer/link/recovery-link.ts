import { type ConnectionState, createRoomConnection } from '../../shared/client/index.ts';
import type { CommandInput, CommandOutput, RecoveryStatusEvent } from '../../shared/protocol/index.ts';

/** What a refused join was given to ask with. In the desktop app the token stays with the shell, which knows the request by its id. */
export interface RecoveryOffer {
  readonly requestId: string;
  readonly recoveryToken?: string | undefined;
}

/** One request to get back in, and how it stands: good for asking and hearing, and nothing else (ID6). */
export interface RecoveryLink {
  readonly state: ConnectionState;
  onState(listener: (state: ConnectionState) => void): () => void;
  onStatus(listener: (status: RecoveryStatusEvent) => void): () => void;
  /** Nothing is sent before; the answer ends it. */
  start(): () => void;
  ask(input: CommandInput<'recovery_request'>): Promise<CommandOutput<'recovery_request'>>;
}

/** The page's own origin: the room served it. */
const BASE_URL = '';

/** A connection of the page's own, with the recovery token. */
export function openRecoveryLink({ requestId, recoveryToken }: RecoveryOffer): RecoveryLink {
  const connection = createRoomConnection({ baseUrl: BASE_URL, token: () => recoveryToken });
  return {
    get state() {
      return connection.state;
    },
    onState: connection.onState,
    onStatus: (listener) =>
      connection.on('recovery-status', (told) => {
        if (told.requestId === requestId) listener(told);
      }),
    start: connection.start,
    ask: (input) => connection.request('recovery_request', input),
  };
}
