import type { Socket as EngineSocket } from 'engine.io';
import type { WebSocket } from 'ws';
import { endSession } from '../guards/engine-guests.ts';
import type { Message } from './message.ts';
import { Outbox, type Queued, type ReadingBound } from './outbox.ts';
import type { AtTurnEnd } from './turn-end.ts';
import { WebSocketWriter } from './web-socket-writer.ts';

/** What Engine.IO keeps for itself: packets that wait for their transport, and the WebSocket of such a transport. */
interface Inside {
  readonly writeBuffer: readonly { readonly data?: unknown }[];
  readonly transport: { readonly name: string; readonly socket?: WebSocket };
}

/** The type of a message among Engine.IO's packets: it stands in each frame, but polling puts it there by itself. */
const MESSAGE_TYPE = '4';

/** A Socket.IO packet as a message of Engine.IO. */
export const engineMessage = (packet: string): string => `${MESSAGE_TYPE}${packet}`;

/**
 * The way out to one Engine.IO socket, past its encoder where it has become a WebSocket for good and nothing waits in
 * its buffer; through it otherwise (polling, an upgrade under way), so that messages keep their order.
 */
export class EngineOutbox extends Outbox {
  readonly #socket: EngineSocket;
  readonly #writer = new WebSocketWriter();

  constructor(socket: EngineSocket, atTurnEnd: AtTurnEnd, bound?: ReadingBound) {
    super(atTurnEnd, bound);
    this.#socket = socket;
  }

  get #inside(): Inside {
    return this.#socket as unknown as Inside;
  }

  get #webSocket(): WebSocket | undefined {
    const { transport } = this.#inside;
    return transport.name === 'websocket' ? transport.socket : undefined;
  }

  protected write(messages: readonly Message[]): void {
    if (this.#socket.readyState !== 'open') return;
    const webSocket = this.#webSocket;
    if (webSocket && this.#inside.writeBuffer.length === 0 && this.#writer.write(webSocket, messages)) return;
    for (const { text, mayCompress } of messages) this.#socket.write(text.slice(MESSAGE_TYPE.length), { compress: mayCompress });
  }

  protected giveUp(): void {
    endSession(this.#socket);
  }

  queued(): Queued {
    const { writeBuffer } = this.#inside;
    let waiting = 0;
    for (const { data } of writeBuffer) if (typeof data === 'string') waiting += data.length;
    const webSocket = this.#webSocket;
    const underWay = webSocket ? this.#writer.queued(webSocket) : { messages: 0, bytes: 0 };
    return { messages: underWay.messages + writeBuffer.length, bytes: underWay.bytes + waiting };
  }
}
