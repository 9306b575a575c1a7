import type { CommandInput, CommandOutput, RoomEventName, RoomEvents, SocketCommandName } from '../protocol/index.ts';

/** Where the connection stands, as a person may be told. Times are epoch milliseconds of this machine's clock. */
export type ConnectionState =
  | { readonly state: 'connecting' }
  | { readonly state: 'connected'; readonly since: number }
  /** Lost or not reached; tried again at `retryAt`. `attempt` counts from 1 since the last success. */
  | { readonly state: 'waiting'; readonly retryAt: number; readonly attempt: number }
  /** Trying again cannot help: signed out, disabled, or not for this role. `start()` begins anew. */
  | { readonly state: 'refused'; readonly code: string; readonly message: string }
  /** Not started, or stopped. */
  | { readonly state: 'stopped' };

export interface RequestOptions {
  /** Milliseconds until an unacknowledged request counts as lost; 10 s unless told. */
  readonly timeoutMs?: number;
}

/** One live Socket.IO connection to the room that heals by itself. */
export interface RoomConnection {
  readonly state: ConnectionState;
  /** Begins to connect; the answer is `stop`. Calling it while it runs changes nothing. */
  start(): () => void;
  stop(): void;
  /** Skips what is left of the waiting time; otherwise nothing. */
  retryNow(): void;
  /** Called on every change, not with the present state. The answer ends it. */
  onState(listener: (state: ConnectionState) => void): () => void;
  /** Called with every valid event of this name. The answer ends it. */
  on<Name extends RoomEventName>(name: Name, listener: (payload: RoomEvents[Name]) => void): () => void;
  /**
   * Sends a command and waits for its ack. Rejects with `RoomError` (refused) or `RoomUnreachable` (not connected, no
   * ack in time, connection lost meanwhile). Never queues: that is the outbox's work.
   */
  request<Name extends SocketCommandName>(
    command: Name,
    input: CommandInput<Name>,
    options?: RequestOptions,
  ): Promise<CommandOutput<Name>>;
  /** The room's time in epoch ms, immune to changes of the local clock; the local clock until the room was heard once. */
  serverNow(): number;
  /** Half the best round trip, in ms: how wrong `serverNow()` may be. Undefined until the room was heard once. */
  serverTimeUncertainty(): number | undefined;
  /**
   * Ms since the room was last asked for its time and answered, by a clock that may stand still while the machine sleeps. An open
   * connection says nothing of it: one that died in a sleep is noticed only later. Undefined until the room was heard once.
   */
  serverTimeAge(): number | undefined;
}
