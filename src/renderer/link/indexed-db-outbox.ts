import type { ChainHead, OutboxItem, OutboxStore } from '../../shared/client/outbox.ts';

const ITEMS = 'items';
const CHAINS = 'chains';

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB request failed'));
  });

const opened = (name: string): Promise<IDBDatabase> => {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(ITEMS, { keyPath: 'id' });
    request.result.createObjectStore(CHAINS);
  };
  return settled(request);
};

/**
 * The outbox of one attempt in the browser's database. `strict` durability: a write resolves when it is on the disk
 * and not in a cache, so that "kept on this computer" is true after a power cut. Rejects where the browser has no database.
 */
export async function openIndexedDbOutbox(name: string): Promise<OutboxStore> {
  const database = await opened(name);
  // Whoever deletes it must not wait for this page to go.
  database.onversionchange = () => database.close();

  const write = (store: string, change: (objects: IDBObjectStore) => void): Promise<void> =>
    new Promise((resolve, reject) => {
      const transaction = database.transaction(store, 'readwrite', { durability: 'strict' });
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB write was aborted'));
      change(transaction.objectStore(store));
      // Without this a page that goes away now would take its last write with it.
      transaction.commit();
    });
  const read = <T>(store: string, ask: (objects: IDBObjectStore) => IDBRequest<T>): Promise<T> =>
    settled(ask(database.transaction(store, 'readonly').objectStore(store)));

  return {
    put: (item) => write(ITEMS, (items) => items.put(item)),
    remove: (id) => write(ITEMS, (items) => items.delete(id)),
    all: () => read<OutboxItem[]>(ITEMS, (items) => items.getAll() as IDBRequest<OutboxItem[]>),
    getChain: (sessionId) =>
      read<ChainHead | undefined>(CHAINS, (chains) => chains.get(sessionId) as IDBRequest<ChainHead | undefined>),
    setChain: (sessionId, head) => write(CHAINS, (chains) => chains.put(head, sessionId)),
  };
}

/** Removes an attempt's outbox for good. Where there is none, nothing happens. */
export const deleteIndexedDbOutbox = (name: string): Promise<void> =>
  new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    // Blocked means another tab still has it open; it is gone when that tab is.
    request.onsuccess = request.onerror = request.onblocked = () => resolve();
  });
