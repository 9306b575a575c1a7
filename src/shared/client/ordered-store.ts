import type { ChainHead, OutboxItem, OutboxStore } from './outbox.ts';
import type { ProblemPort } from './ports.ts';

/** Writes to the outbox one after the other, in the order asked. A failing disk is reported and stops nothing: the room keeps the work too. */
export interface OrderedStore {
  put(item: OutboxItem): void;
  remove(id: string): void;
  /**
   * An event and then the head it moves the chain to; cut between the two, `furthestHead` mends it from the event.
   * Resolves when both are written or could not be.
   */
  putEvent(item: OutboxItem, sessionId: string, head: ChainHead): Promise<void>;
  setChain(sessionId: string, head: ChainHead): void;
  /** Resolves when everything asked for until now is written or could not be. */
  settled(): Promise<void>;
}

export function createOrderedStore(store: OutboxStore, onProblem?: ProblemPort): OrderedStore {
  let last: Promise<void> = Promise.resolve();
  const next = (write: () => Promise<void>) => {
    last = last.then(write).catch((error: unknown) => {
      onProblem?.({ where: 'outbox', message: error instanceof Error ? error.message : String(error) });
    });
    return last;
  };
  return {
    put: (item) => void next(() => store.put(item)),
    remove: (id) => void next(() => store.remove(id)),
    putEvent(item, sessionId, head) {
      void next(() => store.put(item));
      return next(() => store.setChain(sessionId, head));
    },
    setChain: (sessionId, head) => void next(() => store.setChain(sessionId, head)),
    settled: () => last,
  };
}
