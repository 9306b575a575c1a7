import { useSyncExternalStore } from 'react';

/** The alert somebody asked for from outside the page: by a notification, or by a link with `?alert=`. */
let asked: string | undefined;
const listeners = new Set<() => void>();

/** Opens this alert as soon as the page knows it; undefined: none. */
export function askForAlert(alertId: string | undefined): void {
  asked = alertId;
  for (const each of listeners) each();
}

export const useAskedAlert = (): string | undefined =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => asked,
  );
