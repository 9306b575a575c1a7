import { engineMessage } from './frames/engine-outbox.ts';
import { Message } from './frames/message.ts';

/** Socket.IO packet types in the default namespace, as the text of a packet begins (protocol version 5). */
const EVENT = '2';
const ACK = '3';
const EVENT_CODE = EVENT.charCodeAt(0);
const OPENING_BRACKET = '['.charCodeAt(0);
const [ZERO, NINE] = ['0'.charCodeAt(0), '9'.charCodeAt(0)];
/** Longer ones are no whole numbers any more. */
const MOST_DIGITS = 15;

/** An event for clients. */
export const eventMessage = (name: string, payload: unknown): Message =>
  new Message(engineMessage(`${EVENT}${JSON.stringify([name, payload])}`));

/** The answer to the event a client numbered `id`. */
export const ackMessage = (id: number, answer: unknown): Message =>
  new Message(engineMessage(`${ACK}${id}${JSON.stringify([answer])}`));

/** A client's event as it came: its name, what it carries, and the number its answer is to bear if it wants one. */
export interface IncomingEvent {
  readonly name: string;
  readonly payloads: readonly unknown[];
  readonly ackId: number | undefined;
  /** UTF-16 units of the whole packet. */
  readonly length: number;
}

/**
 * Reads the plain form of an event: text, default namespace, nothing binary. Undefined for everything else, which
 * Socket.IO reads or refuses.
 */
export function readEvent(packet: unknown): IncomingEvent | undefined {
  if (typeof packet !== 'string' || packet.charCodeAt(0) !== EVENT_CODE) return undefined;
  let start = 1;
  for (let code = packet.charCodeAt(start); code >= ZERO && code <= NINE; code = packet.charCodeAt(++start));
  if (packet.charCodeAt(start) !== OPENING_BRACKET || start > MOST_DIGITS) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(packet.slice(start));
  } catch {
    return undefined;
  }
  if (!Array.isArray(parsed) || typeof parsed[0] !== 'string') return undefined;
  const [name, ...payloads] = parsed as [string, ...unknown[]];
  return { name, payloads, ackId: start === 1 ? undefined : Number(packet.slice(1, start)), length: packet.length };
}
