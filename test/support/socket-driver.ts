import { io, type Socket } from 'socket.io-client';
import type { CommandOutput, SocketCommandName, WireError } from '../../src/shared/protocol/index.ts';
import { type CollectedEvents, createCollectedEvents } from './collected-events.ts';
import type { CommandBody } from './rest-driver.ts';

export interface SocketOptions {
  readonly transports?: ('websocket' | 'polling')[];
  readonly extraHeaders?: Record<string, string>;
  readonly query?: Record<string, string>;
  /** Instead of the token in `auth`. */
  readonly auth?: Record<string, unknown>;
  readonly namespace?: string;
}

export type SocketAck = { readonly ok: true } | { readonly ok: false; readonly error: WireError };

/** A refused command over the socket. */
export class SocketRefusal extends Error {
  readonly error: WireError;
  constructor(error: WireError) {
    super(`${error.code}: ${error.message}`);
    this.error = error;
  }
}

/** One Socket.IO connection and everything it heard. */
export interface TestSocket extends CollectedEvents {
  /** Sends whatever it is given and answers the ack as it came. */
  ask(event: string, ...args: unknown[]): Promise<SocketAck>;
  /** A command that must succeed; rejects with SocketRefusal. */
  command<Name extends SocketCommandName>(name: Name, input: CommandBody<Name>): Promise<CommandOutput<Name>>;
  /** A command that must be refused. */
  refusal(event: string, ...args: unknown[]): Promise<WireError>;
  /** Without an ack callback. */
  emit(event: string, ...args: unknown[]): void;
  /** Resolves with the reason when the connection has ended. */
  readonly closed: Promise<string>;
  /** Resolves when everything sent before has been answered. */
  settled(): Promise<void>;
  close(): void;
  readonly raw: Socket;
}

const ACK_MS = 8_000;

/** Connects; rejects with the `connect_error`, whose `data.code` is the refusal. */
export function openSocket(url: string, token: string | undefined, options: SocketOptions = {}): Promise<TestSocket> {
  const events = createCollectedEvents();
  const socket = io(`${url}${options.namespace ?? ''}`, {
    path: '/socket.io/',
    transports: options.transports ?? ['websocket'],
    auth: options.auth ?? (token === undefined ? {} : { token }),
    reconnection: false,
    forceNew: true,
    timeout: 5_000,
    ...(options.extraHeaders ? { extraHeaders: options.extraHeaders } : {}),
    ...(options.query ? { query: options.query } : {}),
  });
  const closed = new Promise<string>((resolve) => socket.on('disconnect', (reason) => resolve(reason)));
  socket.onAny((name: string, payload: unknown) => events.add(name, payload));

  const ask = (event: string, ...args: unknown[]): Promise<SocketAck> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no ack for "${event}" within ${ACK_MS} ms`)), ACK_MS);
      socket.emit(event, ...args, (answer: SocketAck) => {
        clearTimeout(timer);
        resolve(answer);
      });
    });

  const driver: TestSocket = {
    ...events,
    ask,
    command: async (name, input) => {
      const answer = await ask(name, input);
      if (!answer.ok) throw new SocketRefusal(answer.error);
      return answer as never;
    },
    refusal: async (event, ...args) => {
      const answer = await ask(event, ...args);
      if (answer.ok) throw new Error(`${event} was not refused: ${JSON.stringify(answer)}`);
      return answer.error;
    },
    emit: (event, ...args) => void socket.emit(event, ...args),
    closed,
    settled: async () => void (await ask('heartbeat', {})),
    close: () => void socket.disconnect(),
    raw: socket,
  };
  return new Promise((resolve, reject) => {
    socket.on('connect', () => resolve(driver));
    socket.on('connect_error', (error) => {
      socket.disconnect();
      reject(error);
    });
  });
}

/** The code a connection is refused with; fails when it is let in. */
export async function connectRefusal(url: string, token: string | undefined, options: SocketOptions = {}): Promise<string> {
  try {
    (await openSocket(url, token, options)).close();
  } catch (error) {
    const { data, message } = error as Error & { data?: { code?: string } };
    return data?.code ?? message;
  }
  throw new Error('the connection was let in');
}
