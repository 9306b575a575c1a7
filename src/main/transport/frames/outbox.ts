import type { Message } from './message.ts';
import type { AtTurnEnd, Gathering } from './turn-end.ts';

/** What a socket has not taken yet. */
export interface Queued {
  readonly messages: number;
  readonly bytes: number;
}

/** What a socket may leave unread before it is given up (protocol 1, Limits). */
export interface ReadingBound extends Queued {
  /** How long it may stay above that (ms): a burst that a healthy socket takes in its stride is no reason. */
  readonly forMs: number;
  /** Bytes above which it is given up at once. */
  readonly mostBytes: number;
}

const BOUND: ReadingBound = { messages: 256, bytes: 1024 * 1024, forMs: 250, mostBytes: 8 * 1024 * 1024 };

/**
 * The way out to one socket: what one turn of the loop has for it (one commit, as a rule) leaves together and in the
 * order it was sent, at the end of the turn. The one place that knows what a socket has still to take.
 */
export abstract class Outbox implements Gathering {
  /** Messages so far. */
  sent = 0;
  readonly #atTurnEnd: AtTurnEnd;
  #gathered: Message[] | undefined;
  #isClosed = false;
  /** It was ended because its peer did not read. */
  wasGivenUp = false;
  readonly #bound: ReadingBound;
  /** Since when more than the bound is unread. */
  #slowSince: number | undefined;

  constructor(atTurnEnd: AtTurnEnd, bound: ReadingBound = BOUND) {
    this.#atTurnEnd = atTurnEnd;
    this.#bound = bound;
  }

  /** Hands the messages to the socket, in order; drops them when it has closed. */
  protected abstract write(messages: readonly Message[]): void;
  /** Ends the socket, whose peer does not read; it comes back and asks what it missed. */
  protected abstract giveUp(): void;
  /** What was handed over and is not on its way yet. */
  abstract queued(): Queued;

  send(message: Message): void {
    if (this.#isClosed) return;
    this.sent++;
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
    if (this.#isTooSlow()) {
      this.close();
      this.wasGivenUp = true;
      this.giveUp();
    } else {
      this.write(messages);
    }
  }

  /** Asked before more is handed over: what is unread now was handed over in an earlier turn. */
  #isTooSlow(): boolean {
    const { messages, bytes } = this.queued();
    const bound = this.#bound;
    if (messages <= bound.messages && bytes <= bound.bytes) {
      this.#slowSince = undefined;
      return false;
    }
    this.#slowSince ??= performance.now();
    return bytes > bound.mostBytes || performance.now() - this.#slowSince >= bound.forMs;
  }

  /** For good: what was not handed over yet, and whatever is sent from now on, is dropped. */
  close(): void {
    this.#isClosed = true;
    this.#gathered = undefined;
  }
}
