import { useSyncExternalStore } from 'react';

/** Opens what this candidate was told, with a way to try whether more arrives. */
export const NOTIFICATION_TEST_PATH = '/notification-test';

/** The practice exam of whoever waits. */
export const PRACTICE_PATH = '/practice';

export interface HashRoute {
  readonly path: string;
  readonly query: URLSearchParams;
}

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
};

/** `#/join?code=XXXX` -> path `/join` and its query. The page is served from one address; everything else is in the hash. */
export function parseHash(hash: string): HashRoute {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2);
  return { path: path.startsWith('/') ? path : `/${path}`, query: new URLSearchParams(query) };
}

/** Where the page is; renders again when that changes. */
export function useHashRoute(): HashRoute {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return parseHash(hash);
}

/** Goes there as a step the browser's Back undoes, or in place of the present one. */
export function goTo(path: string, how: 'push' | 'replace' = 'push'): void {
  if (how === 'replace') window.location.replace(`#${path}`);
  else window.location.hash = path;
}
