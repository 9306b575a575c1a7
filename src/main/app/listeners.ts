import type { Server } from 'node:http';
import { createServer, type Socket } from 'node:net';
import { portInUse } from '../domain/start-error.ts';

/** A peer that does not close in this time is not waited for. */
const POLITE_MS = 500;

/** Ends what is still connected to a server when it closes, frozen peers included. */
export interface OpenSockets {
  /** Waits for `closing` a moment, then destroys what is left and waits for it to end. */
  outlast(closing: Promise<unknown>): Promise<void>;
}

/** Follows the server's connections from the start: an upgraded one is no longer the HTTP server's to close. */
export function trackSockets(server: Server): OpenSockets {
  const open = new Set<Socket>();
  server.on('connection', (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
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

/** Lets the same server answer at another address too. Returns its end. */
export async function listenAlso(server: Server, host: string, port: number): Promise<() => Promise<void>> {
  const second = createServer((socket) => void server.emit('connection', socket));
  await new Promise<void>((resolve, reject) => {
    second.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? portInUse(host, port, error) : error),
    );
    second.listen(port, host, resolve);
  });
  return () => new Promise((resolve) => second.close(() => resolve()));
}
