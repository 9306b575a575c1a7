import type { WebSocket } from 'ws';
import type { Message } from './message.ts';
import { Outbox, type Queued } from './outbox.ts';
import type { AtTurnEnd } from './turn-end.ts';
import { WebSocketWriter } from './web-socket-writer.ts';

/** The way out to a plain WebSocket. */
export class WebSocketOutbox extends Outbox {
  readonly #socket: WebSocket;
  readonly #writer = new WebSocketWriter();

  constructor(socket: WebSocket, atTurnEnd: AtTurnEnd) {
    super(atTurnEnd);
    this.#socket = socket;
  }

  protected write(messages: readonly Message[]): void {
    this.#writer.write(this.#socket, messages);
  }

  queued(): Queued {
    return this.#writer.queued(this.#socket);
  }
}
