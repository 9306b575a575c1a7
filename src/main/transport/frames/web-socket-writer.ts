import type { WebSocket } from 'ws';
import { Message } from './message.ts';
import type { Queued } from './outbox.ts';

/** What ws keeps for itself and engine.io uses as well to write frames that were encoded before. */
interface Sender {
  sendFrame(frames: readonly Buffer[], done: () => void): void;
}

const senderOf = (socket: WebSocket): Sender | undefined => (socket as unknown as { readonly _sender?: Sender })._sender;

/**
 * Writes messages to a WebSocket as one piece of memory, and so in one call to the system; counts those that its peer
 * has not taken. Only for sockets without compression: with it, ws may hold a message back and this would overtake it.
 */
export class WebSocketWriter {
  #underWay = 0;

  /** Says with `false` that the socket is not open and nothing was written. */
  write(socket: WebSocket, messages: readonly Message[]): boolean {
    if (socket.readyState !== socket.OPEN) return false;
    const sender = senderOf(socket);
    if (!sender) {
      for (const { text } of messages) socket.send(text);
      return true;
    }
    const count = messages.length;
    this.#underWay += count;
    sender.sendFrame([Message.joined(messages)], () => {
      this.#underWay -= count;
    });
    return true;
  }

  queued(socket: WebSocket): Queued {
    return { messages: this.#underWay, bytes: socket.bufferedAmount };
  }
}
