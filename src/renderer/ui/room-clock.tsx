import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';

/** The room's time in epoch milliseconds. */
export type RoomNow = () => number;

const RoomClock = createContext<RoomNow>(Date.now);

/** Gives every time on the page the room's clock instead of this machine's, which may be wrong. */
export function RoomClockProvider({ now, children }: { now: RoomNow; children: ReactNode }) {
  return <RoomClock.Provider value={now}>{children}</RoomClock.Provider>;
}

/** The room's clock; this machine's where no provider stands above. */
export const useRoomClock = (): RoomNow => useContext(RoomClock);

const listeners = new Set<() => void>();
let timer: number | undefined;

/** One timer for all times of the page, four times a second while any is shown. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= window.setInterval(() => {
    for (const each of listeners) each();
  }, 250);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer !== undefined) {
      window.clearInterval(timer);
      timer = undefined;
    }
  };
}

/** A text or number made of the present moment; renders again only when it changes, not at every tick. */
export function useTicking<T extends string | number | boolean | undefined>(ofNow: (now: number) => T): T {
  const now = useRoomClock();
  return useSyncExternalStore(subscribe, () => ofNow(now()));
}
