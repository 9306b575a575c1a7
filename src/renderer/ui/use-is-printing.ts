import { useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';

let isPrinting = false;
const listeners = new Set<() => void>();

const turn = (on: boolean) => () => {
  isPrinting = on;
  // The page is put on paper as soon as this returns.
  flushSync(() => {
    for (const each of listeners) each();
  });
};
const begin = turn(true);
const end = turn(false);

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.removeEventListener('beforeprint', begin);
    window.removeEventListener('afterprint', end);
  };
}

/** Is the page being put on paper just now? Paper is white whatever the screen is, and has no button for more rows. */
export const useIsPrinting = (): boolean => useSyncExternalStore(subscribe, () => isPrinting);
