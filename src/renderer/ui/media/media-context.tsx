import { createContext, type ReactNode, useContext, useEffect, useMemo, useSyncExternalStore } from 'react';
import { createMediaBook, type MediaBook, type MediaPorts, type MediumState, pageMedia } from './media-book.ts';

const MediaContext = createContext<MediaBook | undefined>(undefined);

/** Gives the texts below their pictures and sounds; what they took of memory goes with it. */
export function MediaProvider({ fetch, children }: { fetch: MediaPorts['fetch']; children: ReactNode }) {
  const book = useMemo(() => createMediaBook(pageMedia(fetch)), [fetch]);
  useEffect(() => () => book.clear(), [book]);
  return <MediaContext.Provider value={book}>{children}</MediaContext.Provider>;
}

/** Where pictures and sounds come from; undefined where there is no room to ask. */
export const useMediaBook = (): MediaBook | undefined => useContext(MediaContext);

const NOWHERE: MediumState = { state: 'failed' };
const still = () => () => {};

/** One picture or sound, and the way to try again. */
export function useMedium(sha256: string): MediumState & { readonly retry: () => void } {
  const book = useMediaBook();
  const state = useSyncExternalStore(book?.subscribe ?? still, () => book?.stateOf(sha256) ?? NOWHERE);
  useEffect(() => book?.want([sha256]), [book, sha256]);
  return { ...state, retry: () => book?.retry(sha256) };
}
