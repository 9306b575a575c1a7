import type { ChainHead, OutboxItem, OutboxStore } from '../../shared/client/outbox.ts';

/** The part of `Storage` that is used; a test hands in its own. */
export type KeyValueStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** All keys that begin with `prefix`. */
export const keysUnder = (storage: KeyValueStore, prefix: string): string[] =>
  Array.from({ length: storage.length }, (_, position) => storage.key(position)).filter(
    (key) => key?.startsWith(prefix) === true,
  ) as string[];

/**
 * The outbox of one attempt in local storage, for browsers that refuse their database (private windows, some policies).
 * An item a row, so that one damaged row costs one item. Rejects when the browser's quota is used up.
 */
export function createLocalStorageOutbox(storage: KeyValueStore, name: string): OutboxStore {
  const itemKey = (id: string): string => `${name}.item.${id}`;
  const chainKey = (sessionId: string): string => `${name}.chain.${sessionId}`;
  const read = <T>(key: string): T | undefined => {
    const text = storage.getItem(key);
    if (text === null) return undefined;
    try {
      return JSON.parse(text) as T;
    } catch {
      return undefined;
    }
  };
  return {
    put: async (item) => storage.setItem(itemKey(item.id), JSON.stringify(item)),
    remove: async (id) => storage.removeItem(itemKey(id)),
    all: async () =>
      keysUnder(storage, itemKey(''))
        .map((key) => read<OutboxItem>(key))
        .filter((item) => item !== undefined),
    getChain: async (sessionId) => read<ChainHead>(chainKey(sessionId)),
    setChain: async (sessionId, head) => storage.setItem(chainKey(sessionId), JSON.stringify(head)),
  };
}
