import { textFrame } from './text-frame.ts';

/** One message, encoded at most once however many sockets it goes to. */
export class Message {
  /** As it stands in a WebSocket frame. */
  readonly text: string;
  /** May a transport that was asked to compress this one? Live events are not. */
  readonly mayCompress: boolean;
  #frame: Buffer | undefined;

  constructor(text: string, { mayCompress = false } = {}) {
    this.text = text;
    this.mayCompress = mayCompress;
  }

  /** The whole WebSocket frame; shared by its receivers, never to be written to. */
  get frame(): Buffer {
    this.#frame ??= textFrame(this.text);
    return this.#frame;
  }
}
