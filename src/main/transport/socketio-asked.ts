import { RoomError } from '../../shared/protocol/index.ts';
import { LONG_EVENT, MAX_EVENT_BYTES } from './socketio-packets.ts';

export type Reply = (answer: unknown) => void;

/** An event as a client sent it, whichever way it was read. */
export interface Asked {
  readonly event: string;
  readonly payloads: readonly unknown[];
  /** Of its text, in UTF-8. */
  readonly bytes: number;
  readonly reply: Reply;
}

/** The one payload of an event; anything else is bad input (protocol 1). */
export function payloadOf({ event, payloads, bytes }: Asked): unknown {
  if (bytes > MAX_EVENT_BYTES && event !== LONG_EVENT) {
    throw new RoomError('payload_too_large', 'An event other than an answer is at most 64 KiB.');
  }
  if (payloads.length > 1)
    throw new RoomError('invalid_input', 'An event carries one object, not several arguments.', { field: 'arguments' });
  const [payload] = payloads;
  if (payload === undefined) return undefined;
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload) || ArrayBuffer.isView(payload)) {
    throw new RoomError('invalid_input', 'An event carries one JSON object.', { field: 'payload' });
  }
  return payload;
}
