import type { AttemptId, SessionId } from '../../../shared/model/ids.ts';
import type { SecurityEventInput } from '../../../shared/model/security-event.ts';
import type { ChainGap, SessionChain } from '../walls/ether/event-chain.ts';

/** A gap that was told to staff: what must be known of it to take it back when it is filled after all. */
export type ToldGap = Required<Pick<ChainGap, 'root' | 'from' | 'to' | 'toldAt'>>;

/**
 * How far the Ether Wall has followed each session's chain of events. In memory: after a start it goes on from the numbers that are
 * stored, and what was missing by then is the restart's doing; only what was told is kept. What a rolled back command put here
 * goes back with it.
 */
export interface ChainRepo {
  get(sessionId: SessionId): SessionChain | undefined;
  put(sessionId: SessionId, attemptId: AttemptId, chain: SessionChain): void;
  /** The gaps of this session that were told, also before a restart. */
  told(sessionId: SessionId): readonly ToldGap[];
  /** Sessions that have gaps, and some that have none any more. */
  withGaps(): readonly { readonly sessionId: SessionId; readonly attemptId: AttemptId }[];
  /** Hex SHA-256 of the event's canonical JSON, as its successor carries it (protocol 3). */
  hashOf(event: SecurityEventInput): string;
}
