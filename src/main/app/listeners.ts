import type { Server } from 'node:http';
import { type AddressInfo, createServer, type Server as NetServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { portInUse } from '../domain/start-error.ts';

/** A peer that does not close in this time is not waited for. */
const POLITE_MS = 500;

/** Ends what is still connected to a server when it closes, frozen peers included. */
export interface OpenSockets {
  /** Waits for `closing` a moment, then destroys what is left and waits for it to end. */
  outlast(closing: Promise<unknown>): Promise<void>;
}

/** Follows the servers' connections from the start: an upgraded one is no longer the HTTP server's to close. */
export function trackSockets(...servers: NetServer[]): OpenSockets {
  const open = new Set<Socket>();
  for (const server of servers) {
    server.on('connection', (socket: Socket) => {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
    });
  }
  return {
    outlast: async (closing) => {
      const timer = setTimeout(() => {
        for (const socket of open) socket.destroy();
      }, POLITE_MS);
      await closing;
      clearTimeout(timer);
    },
  };
}

/** Another address at which the same room answers. */
export interface Listener {
  readonly port: number;
  /** What accepts the connections there. */
  readonly server: NetServer;
  close(): Promise<void>;
}

/** Where to listen; `port` 0 takes any free one. */
export interface Place {
  readonly host: string;
  readonly port: number;
  /** As the main listener's: how many connections may wait to be accepted. */
  readonly backlog: number;
}

/** What proves the room to its clients (PEM). */
export interface TlsIdentity {
  readonly cert: string;
  readonly key: string;
}

/** Somebody who connects and says nothing is not waited for. */
const TLS_HANDSHAKE_MS = 5_000;

/** Lets the same server answer at another address too. Throws StartError `port_in_use`. */
export const listenAlso = (server: Server, place: Place): Promise<Listener> =>
  listen(
    createServer((socket) => void server.emit('connection', socket)),
    place,
  );

/** The same over TLS: nothing that is not TLS gets as far as the HTTP server (security 4). */
export function listenSecurely(server: Server, place: Place, { cert, key }: TlsIdentity): Promise<Listener> {
  const secure = createTlsServer({ cert, key, minVersion: 'TLSv1.2', handshakeTimeout: TLS_HANDSHAKE_MS }, (socket) => {
    server.emit('connection', socket);
  });
  // A peer that speaks something else, or gives up half way: its own affair.
  secure.on('tlsClientError', (_error, socket) => socket.destroy());
  return listen(secure, place);
}

async function listen(server: NetServer, { host, port, backlog }: Place): Promise<Listener> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? portInUse(host, port, error) : error),
    );
    server.listen({ host, port, backlog }, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    server,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Could somebody listen there now? */
export const isFree = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ host, port }, () => probe.close(() => resolve(true)));
  });
