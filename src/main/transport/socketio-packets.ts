import { engineMessage } from './frames/engine-outbox.ts';
import { Message } from './frames/message.ts';

/** Socket.IO packet types in the default namespace, as the text of a packet begins (protocol version 5). */
const EVENT = '2';
const ACK = '3';
const EVENT_CODE = EVENT.charCodeAt(0);
const OPENING_BRACKET = '['.charCodeAt(0);
const [ZERO, NINE] = ['0'.charCodeAt(0), '9'.charCodeAt(0)];
/** A client's frame (protocol 1, Limits); only an answer may be longer. */
export const MAX_EVENT_BYTES = 64 * 1024;
export const LONG_EVENT = 'answer_save';
/** UTF-8 takes at most so many bytes for a UTF-16 unit. */
const MOST_BYTES_A_UNIT = 3;
const NAME = /^\["([a-z_]{1,64})"[,\]]/;
/** Longer ones are no whole numbers any more. */
const MOST_DIGITS = 15;

/** An event for clients. */
export const eventMessage = (name: string, payload: unknown): Message =>
  new Message(engineMessage(`${EVENT}${JSON.stringify([name, payload])}`));

/** The answer to the event a client numbered `id`. */
export const ackMessage = (id: number, answer: unknown, options: { readonly mayCompress?: boolean } = {}): Message =>
  new Message(engineMessage(`${ACK}${id}${JSON.stringify([answer])}`), options);

/** A client's event as it came: its name, what it carries, and the number its answer is to bear if it wants one. */
export interface IncomingEvent {
  readonly name: string;
  readonly payloads: readonly unknown[];
  readonly ackId: number | undefined;
  /** Of the whole packet, in UTF-8. */
  readonly bytes: number;
}

/**
 * Reads the plain form of an event: text, default namespace, nothing binary. Undefined for everything else, which
 * Socket.IO reads or refuses. Of an event that is too long only the name is read.
 */
export function readEvent(packet: unknown): IncomingEvent | undefined {
  if (typeof packet !== 'string' || packet.charCodeAt(0) !== EVENT_CODE) return undefined;
  let start = 1;
  for (let code = packet.charCodeAt(start); code >= ZERO && code <= NINE; code = packet.charCodeAt(++start));
  if (packet.charCodeAt(start) !== OPENING_BRACKET || start > MOST_DIGITS) return undefined;
  const ackId = start === 1 ? undefined : Number(packet.slice(1, start));
  const bytes = packet.length * MOST_BYTES_A_UNIT > MAX_EVENT_BYTES ? Buffer.byteLength(packet) : packet.length;
  if (bytes > MAX_EVENT_BYTES) {
    const name = NAME.exec(packet.slice(start, start + 80))?.[1];
    if (name !== undefined && name !== LONG_EVENT) return { name, payloads: [], ackId, bytes };
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(packet.slice(start));
  } catch {
    return undefined;
  }
  if (!Array.isArray(parsed) || typeof parsed[0] !== 'string') return undefined;
  const [name, ...payloads] = parsed as [string, ...unknown[]];
  return { name, payloads, ackId, bytes };
}
