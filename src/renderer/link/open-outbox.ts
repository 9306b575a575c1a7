import { createMemoryOutbox, type OutboxStore } from '../../shared/client/outbox.ts';
import type { Keeping } from '../../shared/ipc.ts';
import { deleteIndexedDbOutbox, openIndexedDbOutbox } from './indexed-db-outbox.ts';
import { layerOutboxes } from './layered-outbox.ts';
import { createLocalStorageOutbox, keysUnder } from './local-storage-outbox.ts';

export interface OpenedOutbox {
  readonly store: OutboxStore;
  /** As it is now: a disk that fills up makes it worse. */
  keeping(): Keeping;
  /** Called when it changed. The answer ends it. */
  onKeeping(listener: () => void): () => void;
}

/** Opening a database can hang behind another tab's upgrade; nobody waits for it longer than this. */
const OPEN_TIMEOUT_MS = 3_000;

const nameOf = (attemptId: string): string => `invigil.outbox.${attemptId}`;

function localStorageWorks(): boolean {
  try {
    localStorage.setItem('invigil.probe', '1');
    localStorage.removeItem('invigil.probe');
    return true;
  } catch {
    return false;
  }
}

async function openDatabase(name: string): Promise<OutboxStore> {
  const timeout = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('IndexedDB did not open in time')), OPEN_TIMEOUT_MS);
  });
  const store = await Promise.race([openIndexedDbOutbox(name), timeout]);
  await store.all();
  return store;
}

/** Tells how well the store keeps, and notices when it stops to. */
function watched(make: (becomes: (keeping: Keeping) => void) => OutboxStore, first: Keeping): OpenedOutbox {
  const listeners = new Set<() => void>();
  let keeping = first;
  const become = (next: Keeping): void => {
    keeping = next;
    for (const listener of listeners) listener();
  };
  const store = make(become);
  return {
    store: {
      ...store,
      put: (item) =>
        store.put(item).catch((error: unknown) => {
          become('page');
          throw error;
        }),
    },
    keeping: () => keeping,
    onKeeping(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Opens the best store this browser gives for the attempt's unacknowledged work, each attempt its own. Never rejects. */
export async function openOutbox(attemptId: string): Promise<OpenedOutbox> {
  const name = nameOf(attemptId);
  const second = localStorageWorks() ? createLocalStorageOutbox(localStorage, name) : undefined;
  try {
    const first = await openDatabase(name);
    return watched((become) => (second ? layerOutboxes(first, second, () => become('browser')) : first), 'durable');
  } catch {
    return second ? watched(() => second, 'browser') : watched(createMemoryOutbox, 'page');
  }
}

/** Forgets an attempt's outbox: only after everything in it was acknowledged, or at the candidate's own wish. */
export async function deleteOutbox(attemptId: string): Promise<void> {
  const name = nameOf(attemptId);
  try {
    for (const key of keysUnder(localStorage, `${name}.`)) localStorage.removeItem(key);
    await deleteIndexedDbOutbox(name);
  } catch {
    // where nothing can be kept, nothing is left
  }
}
