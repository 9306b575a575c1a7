import type { RoomEventName, RoomEvents } from '../protocol/index.ts';
import type { ConnectionState, RoomConnection } from './connection-contract.ts';

/** What a client may listen to: every event of the room (protocol 2 and 3), and the life of the connection itself. */
export interface ClientEvents extends RoomEvents {
  /** The room was reached. `again`: it had been lost; what was missed is on its way, and no listener need be added again. */
  connected: { readonly again: boolean };
  /** An open connection ended; the state says what happens next. */
  disconnected: ConnectionState;
}
export type ClientEventName = keyof ClientEvents;
export type ClientEventHandler<Name extends ClientEventName> = (payload: ClientEvents[Name]) => void;

/** Listeners by name. They belong to the client and not to a socket: a connection that comes back finds each of them once. */
export interface EventManager {
  /** Calls `handler` with every event of this name until it is taken off. The answer takes off exactly this one. */
  on<Name extends ClientEventName>(name: Name, handler: ClientEventHandler<Name>): () => void;
  /** Takes off one `on` of this handler, the latest; false when there was none. */
  off<Name extends ClientEventName>(name: Name, handler: ClientEventHandler<Name>): boolean;
}

interface Entry {
  readonly name: ClientEventName;
  readonly handler: unknown;
  readonly stop: () => void;
}

type Line = Pick<RoomConnection, 'on' | 'onState' | 'state'>;

function onConnected(connection: Line, handler: ClientEventHandler<'connected'>): () => void {
  let was = connection.state.state === 'connected';
  let again = was;
  return connection.onState(({ state }) => {
    const is = state === 'connected';
    if (is && !was) handler({ again });
    if (is) again = true;
    // Stopped on purpose: what follows is a first time.
    if (state === 'stopped') again = false;
    was = is;
  });
}

function onDisconnected(connection: Line, handler: ClientEventHandler<'disconnected'>): () => void {
  let was = connection.state.state === 'connected';
  return connection.onState((state) => {
    const is = state.state === 'connected';
    if (was && !is) handler(state);
    was = is;
  });
}

/** Listeners over one connection. */
export function createEventManager(connection: Line): EventManager {
  const entries: Entry[] = [];

  function listen<Name extends ClientEventName>(name: Name, handler: ClientEventHandler<Name>): () => void {
    if (name === 'connected') return onConnected(connection, handler as ClientEventHandler<'connected'>);
    if (name === 'disconnected') return onDisconnected(connection, handler as ClientEventHandler<'disconnected'>);
    return connection.on(name, handler as (payload: RoomEvents[RoomEventName]) => void);
  }

  function takeOff(entry: Entry | undefined): boolean {
    const at = entry ? entries.indexOf(entry) : -1;
    if (!entry || at < 0) return false;
    entries.splice(at, 1);
    entry.stop();
    return true;
  }

  return {
    on(name, handler) {
      const entry = { name, handler, stop: listen(name, handler) };
      entries.push(entry);
      return () => void takeOff(entry);
    },
    off: (name, handler) => takeOff(entries.findLast((entry) => entry.name === name && entry.handler === handler)),
  };
}
