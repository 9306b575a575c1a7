import type { ChainHead, OutboxStore } from '../../shared/client/outbox.ts';

/** The chain that is further along; of two stores one may have missed the last step. */
const later = (a: ChainHead | undefined, b: ChainHead | undefined): ChainHead | undefined => {
  if (!a || !b) return a ?? b;
  return b.seq > a.seq ? b : a;
};

/**
 * Two stores as one: what the first cannot take (disk full, database gone) goes to the second, reading sees both.
 * `onDegraded` is told once when the first fails. Rejects only when both do.
 */
export function layerOutboxes(first: OutboxStore, second: OutboxStore, onDegraded: () => void = () => {}): OutboxStore {
  let isDegraded = false;
  const degrade = (): void => {
    if (isDegraded) return;
    isDegraded = true;
    onDegraded();
  };
  const either = async (work: (store: OutboxStore) => Promise<void>): Promise<'first' | 'second'> => {
    try {
      await work(first);
      return 'first';
    } catch {
      degrade();
      await work(second);
      return 'second';
    }
  };
  const both = async <T>(work: (store: OutboxStore) => Promise<T>, missing: T): Promise<[T, T]> => {
    const [one, two] = await Promise.allSettled([work(first), work(second)]);
    if (one.status === 'rejected' && two.status === 'rejected') throw one.reason;
    if (one.status === 'rejected') degrade();
    return [one.status === 'fulfilled' ? one.value : missing, two.status === 'fulfilled' ? two.value : missing];
  };
  return {
    put: async (item) => {
      const took = await either((store) => store.put(item));
      // The first recovered: an older state of the item in the second must not outlive it.
      if (took === 'first' && isDegraded) await second.remove(item.id);
    },
    remove: async (id) => void (await both((store) => store.remove(id), undefined)),
    all: async () => {
      const [one, two] = await both((store) => store.all(), []);
      // The second store has an item only if the first refused that state of it.
      return [...new Map([...one, ...two].map((item) => [item.id, item])).values()];
    },
    getChain: async (sessionId) => later(...(await both((store) => store.getChain(sessionId), undefined))),
    setChain: async (sessionId, head) => void (await either((store) => store.setChain(sessionId, head))),
  };
}
