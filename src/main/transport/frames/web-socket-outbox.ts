import type { WebSocket } from 'ws';
import type { Message } from './message.ts';
import { Outbox, type Queued, type ReadingBound } from './outbox.ts';
import type { AtTurnEnd } from './turn-end.ts';
import { WebSocketWriter } from './web-socket-writer.ts';

/** So much under way is no reason to wait yet. */
const MOST_UNDER_WAY = 64;
const MOST_BYTES_UNDER_WAY = 256 * 1024;
const LOOK_AGAIN_MS = 10;
const MOST_PATIENCE_MS = 5_000;

/** The way out to a plain WebSocket. */
export class WebSocketOutbox extends Outbox {
  readonly #socket: WebSocket;
  readonly #writer = new WebSocketWriter();

  constructor(socket: WebSocket, atTurnEnd: AtTurnEnd, bound?: ReadingBound) {
    super(atTurnEnd, bound);
    this.#socket = socket;
  }

  protected write(messages: readonly Message[]): void {
    this.#writer.write(this.#socket, messages);
  }

  protected giveUp(): void {
    this.#socket.terminate();
  }

  /** Resolves when its peer has taken most of what it was sent, is gone, or has had time enough: before much more is sent to it. */
  async drained(): Promise<void> {
    const until = performance.now() + MOST_PATIENCE_MS;
    while (this.#socket.readyState === this.#socket.OPEN && performance.now() < until) {
      const { messages, bytes } = this.queued();
      if (messages < MOST_UNDER_WAY && bytes < MOST_BYTES_UNDER_WAY) return;
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
  }

  queued(): Queued {
    return this.#writer.queued(this.#socket);
  }
}
