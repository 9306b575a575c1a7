import { textFrame } from './text-frame.ts';

/** One message, encoded at most once however many sockets it goes to. */
export class Message {
  /** As it stands in a WebSocket frame. */
  readonly text: string;
  #frame: Buffer | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** The whole WebSocket frame; shared by its receivers, never to be written to. */
  get frame(): Buffer {
    this.#frame ??= textFrame(this.text);
    return this.#frame;
  }
}
