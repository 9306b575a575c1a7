import type { AnswerValue } from '../model/answer.ts';
import type { SecurityEventInput } from '../model/security-event.ts';

interface Kept {
  /** Client-made id, the same on every attempt to send it. */
  readonly id: string;
  /** Order of making, growing; survives reloads. */
  readonly order: number;
  /** The session it was made in. */
  readonly sessionId: string;
  /** Present once the room refused it for good: kept for the record, not sent again. */
  readonly refused?: { readonly code: string; readonly message: string };
}

/** A change of one answer, not yet acknowledged. */
export interface KeptAnswer extends Kept {
  readonly kind: 'answer';
  readonly questionId: string;
  readonly value: AnswerValue;
  readonly revision: number;
}

/** A security event, not yet acknowledged. */
export interface KeptEvent extends Kept {
  readonly kind: 'event';
  readonly event: SecurityEventInput;
}

export type OutboxItem = KeptAnswer | KeptEvent;

/** Where a session's event chain ends: the last number given and the hash the next event carries as `prev`. */
export interface ChainHead {
  readonly seq: number;
  /** Absent when the previous event is not known on this device. */
  readonly hash?: string;
}

/**
 * Where unacknowledged work is kept so that it outlives the page and the power: IndexedDB in a browser, a file in
 * Electron, memory in tests. Operations are called one after the other, never two at once. Each resolves when durable.
 */
export interface OutboxStore {
  /** Adds the item, or replaces the one with this id. */
  put(item: OutboxItem): Promise<void>;
  /** Removing what is not there is no error. */
  remove(id: string): Promise<void>;
  /** In any order. */
  all(): Promise<OutboxItem[]>;
  getChain(sessionId: string): Promise<ChainHead | undefined>;
  setChain(sessionId: string, head: ChainHead): Promise<void>;
}

/** An outbox that lasts as long as the object: for tests, simulations and browsers without storage. */
export function createMemoryOutbox(): OutboxStore {
  const items = new Map<string, OutboxItem>();
  const chains = new Map<string, ChainHead>();
  return {
    put: async (item) => void items.set(item.id, item),
    remove: async (id) => void items.delete(id),
    all: async () => [...items.values()],
    getChain: async (sessionId) => chains.get(sessionId),
    setChain: async (sessionId, head) => void chains.set(sessionId, head),
  };
}
