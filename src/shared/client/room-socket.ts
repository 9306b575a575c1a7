import { io } from 'socket.io-client';

export interface SocketHandlers {
  onConnect(): void;
  /** The room refused this connection (with its code) or could not be reached (without). Nothing follows. */
  onRefused(refusal: { readonly code?: string; readonly message: string }): void;
  /** An open connection ended. Nothing follows. */
  onDisconnect(reason: string): void;
  onEvent(name: string, payload: unknown): void;
}

/** One connection, from its opening to its end; a new one is made for every attempt. */
export interface RoomSocket {
  emit(name: string, payload: unknown, ack: (answer: unknown) => void): void;
  /** Ends it for good; no handler is called any more. */
  close(): void;
}

export type Transport = 'websocket' | 'polling';

export interface SocketTarget {
  readonly baseUrl: string;
  readonly token: string;
  /** Tried in this order. */
  readonly transports: readonly Transport[];
}

/** Opens a connection at once. */
export type SocketFactory = (target: SocketTarget, handlers: SocketHandlers) => RoomSocket;

/** Socket.IO over the platform's own connections. */
export const openSocketIo: SocketFactory = (target, handlers) => open(target, handlers);

/** Socket.IO over the connections of `agent`: an `https.Agent` of Node, unknown here. */
export const socketIoThrough =
  (agent: object): SocketFactory =>
  (target, handlers) =>
    open(target, handlers, agent);

/**
 * Socket.IO without its own reconnection, which would repeat a refused token and keep a lost connection's messages;
 * `room-connection` decides when to try again.
 */
function open({ baseUrl, token, transports }: SocketTarget, handlers: SocketHandlers, agent?: object): RoomSocket {
  const options = {
    path: '/socket.io/',
    transports: [...transports],
    tryAllTransports: true,
    auth: { token },
    reconnection: false,
    forceNew: true,
    timeout: 10_000,
    closeOnBeforeunload: false,
    // Its types know agents by a word only; what is given goes to the request as it is.
    ...(agent ? { agent: agent as unknown as boolean } : {}),
  };
  const socket = baseUrl === '' ? io(options) : io(baseUrl, options);
  let isClosed = false;
  const end = () => {
    isClosed = true;
    socket.off();
    socket.offAny();
    socket.disconnect();
    socket.io.engine?.close();
  };
  socket.on('connect', () => handlers.onConnect());
  socket.on('connect_error', (error: Error & { data?: { code?: unknown; message?: unknown } }) => {
    if (isClosed) return;
    end();
    const code = error.data?.code;
    handlers.onRefused({ ...(typeof code === 'string' ? { code } : {}), message: error.message });
  });
  socket.on('disconnect', (reason) => {
    if (isClosed) return;
    end();
    handlers.onDisconnect(reason);
  });
  socket.onAny((name: string, payload: unknown) => {
    if (!isClosed) handlers.onEvent(name, payload);
  });
  return {
    emit: (name, payload, ack) => void socket.emit(name, payload, ack),
    close: () => {
      if (!isClosed) end();
    },
  };
}
