import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Server, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Lobby, Stay } from './lobby.ts';
import { type ClientAddress, plainAddress } from './networks.ts';

type Request = Pick<IncomingMessage, 'headers' | 'socket'>;

/**
 * Connections of which nobody knows yet whose they are: each waits in the lobby from its first packet until a token was found good
 * on it, over TLS and without, with a request and without.
 */
export interface Strangers {
  /** Follows the server's connections from now on. */
  watch(server: Server): void;
  /** While the room answers a request that was read whole, its sender's time does not run. */
  serve(request: IncomingMessage, response: ServerResponse): void;
  /** A connection that is to become a socket is a stranger again, at the address its request comes from. */
  greet(request: Request): void;
  /** A token was found good on it. */
  admit(socket: Duplex): void;
}

export interface StrangersParts {
  readonly lobby: Lobby;
  readonly addressOf: (request: Request) => ClientAddress;
  /** Connections of our own proxies carry many people: only their requests are strangers. */
  readonly isProxy: (address: string) => boolean;
  /** One was dropped in the middle of what it had begun to send. */
  readonly onStalled?: (address: string) => void;
}

interface Stranger {
  /** What is destroyed: the TLS connection once there is one. */
  socket: Duplex;
  stay?: Stay;
  /** How many bytes had come when its last request was answered. */
  readBefore: number;
}

/** Has sent a part of something since, and not all of it. */
const hasBegun = ({ socket, readBefore }: Stranger): boolean => ((socket as Socket).bytesRead ?? 0) > readBefore;

/** The same for the TCP connection and the TLS connection that runs over it. */
function nameOf(socket: Duplex): string | undefined {
  const { remoteAddress, remotePort, localPort } = socket as Socket;
  return remoteAddress === undefined ? undefined : `${remoteAddress} ${remotePort} ${localPort}`;
}

const hasBody = ({ headers }: Request): boolean =>
  headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';

export function createStrangers({ lobby, addressOf, isProxy, onStalled }: StrangersParts): Strangers {
  const strangers = new Map<string, Stranger>();
  const onClose = new WeakMap<Duplex, () => void>();

  function forget(name: string, stranger: Stranger): void {
    if (strangers.get(name) === stranger) strangers.delete(name);
    stranger.stay?.leave();
  }

  /** Takes back what was put on a connection: it may live for hours after it was admitted. */
  function stopListening(socket: Duplex): void {
    const listener = onClose.get(socket);
    if (listener) socket.off('close', listener);
    onClose.delete(socket);
  }

  function listen(name: string, stranger: Stranger, socket: Duplex): void {
    stopListening(socket);
    const gone = (): void => forget(name, stranger);
    onClose.set(socket, gone);
    socket.on('close', gone);
  }

  function enter(socket: Duplex, address: string): void {
    const name = nameOf(socket);
    if (name === undefined || socket.destroyed) return;
    const known = strangers.get(name);
    if (known && !known.socket.destroyed) {
      if (known.socket === socket) return;
      stopListening(known.socket);
      known.socket = socket;
      return listen(name, known, socket);
    }
    const stranger: Stranger = { socket, readBefore: 0 };
    strangers.set(name, stranger);
    listen(name, stranger, socket);
    stranger.stay = lobby.enter(address, (why) => {
      strangers.delete(name);
      if (why === 'late' && hasBegun(stranger)) onStalled?.(address);
      stranger.socket.destroy();
    });
  }

  const strangerAt = (socket: Duplex): Stranger | undefined => strangers.get(nameOf(socket) ?? '');

  return {
    watch: (server) => {
      server.on('connection', (socket: Socket) => {
        const address = plainAddress(socket.remoteAddress ?? '');
        if (!isProxy(address)) enter(socket, address);
      });
    },
    serve: (request, response) => {
      const stranger = strangerAt(request.socket);
      if (!stranger) return;
      if (hasBody(request)) request.once('end', () => stranger.stay?.serve());
      else stranger.stay?.serve();
      response.once('close', () => {
        stranger.readBefore = (stranger.socket as Socket).bytesRead ?? 0;
        stranger.stay?.renew();
      });
    },
    greet: (request) => {
      const stranger = strangerAt(request.socket);
      if (stranger) stranger.stay?.renew();
      else enter(request.socket, addressOf(request).ip);
    },
    admit: (socket) => {
      const name = nameOf(socket) ?? '';
      const stranger = strangers.get(name);
      if (!stranger) return;
      stopListening(socket);
      forget(name, stranger);
    },
  };
}
