import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';

type Announce = (text: string, how?: 'polite' | 'assertive') => void;

const AnnouncerContext = createContext<Announce>(() => {});

/**
 * Two silent corners of the page that screen readers listen to. What is seen all the time (seconds, "Saving…") is not
 * announced; what matters (five minutes left, connection lost) is, once.
 */
export function AnnouncerProvider({ children }: { children: ReactNode }) {
  const [spoken, setSpoken] = useState({ polite: '', assertive: '' });
  const announce = useCallback<Announce>((text, how = 'polite') => {
    // A repeated sentence is a change only if the region was different in between.
    setSpoken((before) => ({ ...before, [how]: before[how] === text ? `${text}\u00a0` : text }));
  }, []);
  return (
    <AnnouncerContext.Provider value={announce}>
      {children}
      <div className="iv-hidden" role="status" aria-live="polite">
        {spoken.polite}
      </div>
      <div className="iv-hidden" role="alert" aria-live="assertive">
        {spoken.assertive}
      </div>
    </AnnouncerContext.Provider>
  );
}

/** Says something to screen readers without showing it. */
export const useAnnounce = (): Announce => useContext(AnnouncerContext);
