import { useSyncExternalStore } from 'react';

/** Is the feed open over the page? Opened from the bell and, on small screens, from the strip above the candidates. */
let isOpen = false;
const listeners = new Set<() => void>();

function set(next: boolean): void {
  isOpen = next;
  for (const each of listeners) each();
}

export const openAlertDrawer = (): void => set(true);
export const closeAlertDrawer = (): void => set(false);

export const useIsAlertDrawerOpen = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => isOpen,
  );
