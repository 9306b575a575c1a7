import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ServerOptions, type WebSocket, WebSocketServer } from 'ws';

/** More control frames in a second than any client has a reason for. */
const MOST_A_SECOND = 20;
/** A peer that has so much still to read gets no pong on top of it (bytes). */
const PONG_ROOM = 64 * 1024;

/** Of one socket, the second it is in and the control frames of that second. */
const seen = new WeakMap<WebSocket, { since: number; frames: number }>();

function tooMany(socket: WebSocket): boolean {
  const now = performance.now();
  const known = seen.get(socket);
  if (!known || now - known.since > 1_000) {
    seen.set(socket, { since: now, frames: 1 });
    return false;
  }
  known.frames++;
  return known.frames > MOST_A_SECOND;
}

function onPing(this: WebSocket, data: Buffer): void {
  if (tooMany(this)) this.terminate();
  else if (this.bufferedAmount < PONG_ROOM) this.pong(data);
}

function onPong(this: WebSocket): void {
  if (tooMany(this)) this.terminate();
}

/**
 * A WebSocket server that cannot be kept busy with control frames: ws answers each ping, also of a peer that never reads an answer,
 * and keeps what is not read.
 */
export class QuietWebSocketServer extends WebSocketServer {
  constructor(options: ServerOptions) {
    super({ ...options, autoPong: false });
  }

  override handleUpgrade(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    opened: (client: WebSocket, request: IncomingMessage) => void,
  ): void {
    super.handleUpgrade(request, socket, head, (client: WebSocket, upgraded: IncomingMessage) => {
      client.on('ping', onPing);
      client.on('pong', onPong);
      opened(client, upgraded);
    });
  }
}
