import type { Socket } from 'node:net';
import type { ClientClock } from '../../../shared/client/index.ts';
import type { LinkProfile } from '../scenarios/faults.ts';

/** What is on its way before the sender has to wait, as the buffers of a real line are bounded. */
const MOST_UNDERWAY_BYTES = 64 * 1024;
/** A frame is cut once something moves; a line on which nothing moves is cut after this long. */
const CUT_WITHIN_MS = 250;

/** The weather two sockets live in, shared by every connection of one candidate. */
export interface Conditions {
  isStalled(): boolean;
  profile(): LinkProfile;
}

/** One connection of a candidate through the relay: two sockets and what is on its way between them. */
export interface Line {
  /** Lets go on what a stall held back. */
  flow(): void;
  /** Destroys both ends in the middle of the next piece, in whichever direction it goes. */
  cut(): void;
  /** As if the machine at the other end had gone: both ends are reset. */
  reset(): void;
}

interface Way {
  readonly queue: { readonly bytes: Buffer; readonly dueAt: number }[];
  underwayBytes: number;
  /** When what was last put on the line is through; a slow line is busy for a while. */
  freeAt: number;
  isEnding: boolean;
  cancelTimer: () => void;
}

/**
 * Ends a socket with a reset. One that is being shut down or still connecting cannot be: Node would leave its handle behind
 * and never end the process (seen with 24.21).
 */
export function resetSocket(socket: Socket): void {
  if (socket.connecting || socket.writableEnded) socket.destroy();
  else socket.resetAndDestroy();
}

const newWay = (): Way => ({ queue: [], underwayBytes: 0, freeAt: 0, isEnding: false, cancelTimer: () => {} });

/** Joins a candidate's socket and the room's. `onClosed` is told once both are gone. */
export function joinSockets(near: Socket, far: Socket, conditions: Conditions, clock: ClientClock, onClosed: () => void): Line {
  const up = newWay();
  const down = newWay();
  let isCutting = false;
  let cancelCut = () => {};

  function end(): void {
    for (const way of [up, down]) way.cancelTimer();
    cancelCut();
    near.destroy();
    far.destroy();
    onClosed();
  }

  function pump(way: Way, from: Socket, to: Socket): void {
    way.cancelTimer();
    if (conditions.isStalled()) return;
    for (let piece = way.queue[0]; piece; piece = way.queue[0]) {
      const wait = piece.dueAt - clock.monotonic();
      if (wait > 0) {
        way.cancelTimer = clock.after(wait, () => pump(way, from, to));
        return;
      }
      way.queue.shift();
      way.underwayBytes -= piece.bytes.length;
      to.write(piece.bytes);
    }
    from.resume();
    if (!way.isEnding) return;
    // Who closed in good order may still be answered; who is gone is not.
    if (from.destroyed) to.destroySoon();
    else to.end();
  }

  function carry(way: Way, from: Socket, to: Socket): void {
    from.on('data', (bytes: Buffer) => {
      if (isCutting) {
        // Half a frame arrives, the other half never.
        to.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), end);
        return;
      }
      const { delayMs = 0, kbitPerSecond } = conditions.profile();
      const takesMs = kbitPerSecond === undefined ? 0 : (bytes.length * 8) / kbitPerSecond;
      way.freeAt = Math.max(clock.monotonic(), way.freeAt) + takesMs;
      way.queue.push({ bytes, dueAt: way.freeAt + delayMs });
      way.underwayBytes += bytes.length;
      pump(way, from, to);
      if (way.underwayBytes > MOST_UNDERWAY_BYTES) from.pause();
    });
    from.on('end', () => {
      way.isEnding = true;
      pump(way, from, to);
    });
    from.on('error', () => from.destroy());
    // What lies on a half-open line is told to nobody: the other end learns it when things move again.
    from.on('close', () => {
      way.isEnding = true;
      if (near.destroyed && far.destroyed) return end();
      pump(way, from, to);
    });
  }
  near.setNoDelay(true);
  far.setNoDelay(true);
  carry(up, near, far);
  carry(down, far, near);

  return {
    flow() {
      pump(up, near, far);
      pump(down, far, near);
    },
    cut() {
      isCutting = true;
      cancelCut = clock.after(CUT_WITHIN_MS, end);
    },
    reset() {
      resetSocket(near);
      resetSocket(far);
      end();
    },
  };
}
