import type { ClientClock } from './ports.ts';
import { readRefusal } from './read-answer.ts';
import type { RoomSocket } from './room-socket.ts';
import { RoomUnreachable, type UnreachableReason } from './unreachable.ts';

/** Questions on the way over one socket, each answered exactly once: by its ack, its time-out or the socket's end. */
export interface SocketCalls {
  /** Resolves to a successful ack as it came. Rejects with `RoomError` or `RoomUnreachable`. */
  send(name: string, payload: unknown, timeoutMs: number): Promise<object>;
  /** The socket is gone: whoever waits learns it now. */
  failAll(reason: UnreachableReason): void;
}

export function createSocketCalls(socket: RoomSocket, clock: ClientClock): SocketCalls {
  const waiting = new Set<(error: RoomUnreachable) => void>();
  return {
    send: (name, payload, timeoutMs) =>
      new Promise((resolve, reject) => {
        const fail = (error: Error) => {
          cancelTimeout();
          waiting.delete(fail);
          reject(error);
        };
        const cancelTimeout = clock.after(timeoutMs, () =>
          fail(new RoomUnreachable('timeout', 'The room did not answer in time.')),
        );
        waiting.add(fail);
        socket.emit(name, payload, (ack) => {
          // An ack after the time-out comes too late for the caller, who may have asked again by now.
          if (!waiting.has(fail)) return;
          const answer = (typeof ack === 'object' && ack !== null ? ack : {}) as { ok?: unknown; error?: unknown };
          if (answer.ok !== true) return fail(readRefusal(answer.error));
          cancelTimeout();
          waiting.delete(fail);
          resolve(answer);
        });
      }),
    failAll(reason) {
      for (const fail of [...waiting]) fail(new RoomUnreachable(reason, 'The connection to the room was lost.'));
    },
  };
}
