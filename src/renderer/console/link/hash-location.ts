import { useSyncExternalStore } from 'react';

/**
 * Locations live after the `#`, path and filters alike (`#/exams/1?tab=roster`): the page is served from a folder it
 * does not know, and a link to a filtered list can be passed on.
 */
const parts = (): [path: string, search: string] => {
  const [path = '', search = ''] = window.location.hash.replace(/^#?\/?/, '').split('?', 2);
  return [`/${path}`, search];
};

const listeners = new Set<() => void>();
const tellAll = () => {
  for (const each of listeners) each();
};

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) window.addEventListener('hashchange', tellAll);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener('hashchange', tellAll);
  };
}

/** Goes to a path of this app; `replace` leaves no step in the history. */
export function navigate(to: string, options: { replace?: boolean } = {}): void {
  const hash = `#/${to.replace(/^#?\/?/, '')}`;
  if (hash === window.location.hash) return;
  window.history[options.replace ? 'replaceState' : 'pushState'](null, '', hash);
  tellAll();
}

export const useHashPath = (): [string, typeof navigate] => [useSyncExternalStore(subscribe, () => parts()[0]), navigate];
export const useHashSearch = (): string => useSyncExternalStore(subscribe, () => parts()[1]);
export const hashHref = (path: string): string => `#${path}`;
