import { textFrame } from './text-frame.ts';

const NOTHING = Buffer.alloc(0);

/** One message, encoded at most once however many sockets it goes to. */
export class Message {
  /** As it stands in a WebSocket frame. */
  readonly text: string;
  /** May a transport that was asked to compress this one? Live events are not. */
  readonly mayCompress: boolean;
  #frame: Buffer | undefined;
  #joined: { readonly messages: readonly Message[]; readonly piece: Buffer } | undefined;

  constructor(text: string, { mayCompress = false } = {}) {
    this.text = text;
    this.mayCompress = mayCompress;
  }

  /** The whole WebSocket frame; shared by its receivers, never to be written to. */
  get frame(): Buffer {
    this.#frame ??= textFrame(this.text);
    return this.#frame;
  }
  /**
   * The frames of these messages in one piece; put together once for all who are sent the same
   * one after the other.
   */
  static joined(messages: readonly Message[]): Buffer {
    const [first] = messages;
    if (first === undefined) return NOTHING;
    if (messages.length === 1) return first.frame;
    const known = first.#joined;
    if (known && known.messages.length === messages.length && known.messages.every((message, n) => message === messages[n]))
      return known.piece;
    const piece = Buffer.concat(messages.map(({ frame }) => frame));
    first.#joined = { messages, piece };
    return piece;
  }
}
