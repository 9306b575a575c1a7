import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { invariant } from '../assert.ts';
import { BoundedJson } from '../model/bounded-json.ts';
import { canonicalJson } from '../model/canonical-json.ts';
import { type SecurityEventInput, SecurityEventType } from '../model/security-event.ts';
import type { Severity } from '../model/severity.ts';
import type { ChainHead } from './outbox.ts';

/** A frame may carry 64 KiB; one event takes at most a quarter of it, so that four always fit. */
const MAX_DETAILS_BYTES = 16 * 1024;

/** A security event as it was observed, not yet numbered. */
export interface Observation {
  readonly id: string;
  readonly type: string;
  /** ISO 8601. */
  readonly occurredAt: string;
  readonly monotonicMs: number;
  readonly offline: boolean;
  readonly severity?: Severity;
  readonly details?: Record<string, unknown>;
}

export const utf8Length = (text: string): number => utf8ToBytes(text).length;

/** Hex SHA-256 of the event's canonical JSON: the `prev` of the next one (protocol 3). */
export const hashEvent = (event: SecurityEventInput): string => bytesToHex(sha256(utf8ToBytes(canonicalJson(event))));

/** Details the room will surely take: an event refused would leave a hole in the chain that looks like tampering. */
function acceptableDetails(details: Record<string, unknown>): Record<string, unknown> {
  // Through JSON, so that what is hashed here is what the room will read (dates, undefined fields, class instances).
  const text = JSON.stringify(details);
  const bytes = utf8Length(text);
  if (bytes > MAX_DETAILS_BYTES) return { leftOut: `details of ${bytes} bytes` };
  const read = BoundedJson.safeParse(JSON.parse(text));
  return read.success ? read.data : { leftOut: read.error.issues[0]?.message ?? 'unreadable details' };
}

/** The event that follows `head`, and the head after it. */
export function chainEvent(head: ChainHead, seen: Observation): { event: SecurityEventInput; head: ChainHead } {
  const type = SecurityEventType.safeParse(seen.type);
  invariant(type.success, `"${seen.type}" is an event type`);
  const seq = head.seq + 1;
  const event: SecurityEventInput = {
    id: seen.id,
    type: type.data,
    occurredAt: seen.occurredAt,
    seq,
    monotonicMs: seen.monotonicMs,
    ...(head.hash === undefined ? {} : { prev: head.hash }),
    ...(seen.offline ? { offline: true } : {}),
    ...(seen.severity === undefined ? {} : { severity: seen.severity }),
    ...(seen.details === undefined ? {} : { details: acceptableDetails(seen.details) }),
  };
  return { event, head: { seq, hash: hashEvent(event) } };
}

/** The furthest end of a session's chain: as stored, or by an event that was stored just before the power went. */
export function furthestHead(stored: ChainHead | undefined, events: readonly SecurityEventInput[]): ChainHead | undefined {
  const last = events.reduce<SecurityEventInput | undefined>((a, b) => (a && a.seq >= b.seq ? a : b), undefined);
  if (!last || (stored && stored.seq >= last.seq)) return stored;
  return { seq: last.seq, hash: hashEvent(last) };
}
