import type { Message } from './message.ts';
import type { AtTurnEnd, Gathering } from './turn-end.ts';

/** What a socket has not taken yet. */
export interface Queued {
  readonly messages: number;
  readonly bytes: number;
}

/**
 * The way out to one socket: what one turn of the loop has for it (one commit, as a rule) leaves together and in the
 * order it was sent, at the end of the turn. The one place that knows what a socket has still to take.
 */
export abstract class Outbox implements Gathering {
  readonly #atTurnEnd: AtTurnEnd;
  #gathered: Message[] | undefined;
  #isClosed = false;

  constructor(atTurnEnd: AtTurnEnd) {
    this.#atTurnEnd = atTurnEnd;
  }

  /** Hands the messages to the socket, in order; drops them when it has closed. */
  protected abstract write(messages: readonly Message[]): void;
  /** What was handed over and is not on its way yet. */
  abstract queued(): Queued;

  send(message: Message): void {
    if (this.#isClosed) return;
    if (this.#gathered) {
      this.#gathered.push(message);
    } else {
      this.#gathered = [message];
      this.#atTurnEnd(this);
    }
  }

  /** Now instead of at the end of the turn: before something that takes another way to the same socket. */
  flush(): void {
    const messages = this.#gathered;
    if (!messages) return;
    this.#gathered = undefined;
    this.write(messages);
  }

  /** For good: what was not handed over yet, and whatever is sent from now on, is dropped. */
  close(): void {
    this.#isClosed = true;
    this.#gathered = undefined;
  }
}
