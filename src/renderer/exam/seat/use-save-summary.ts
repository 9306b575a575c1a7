import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { type SaveSummary, summariseSaves } from './save-summary.ts';
import { useDrafts, useSeat, useSeated, useWork } from './seat-context.tsx';

/** A change that takes longer than this on a connection believed to work is told as not saved yet. */
const OVERDUE_MS = 3_000;

const subscribeOnline = (listener: () => void): (() => void) => {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
};

/** The browser's own word on the network. In the desktop app the page has none, and the connection knows better. */
function useIsOnline(): boolean {
  const { world } = useSeated().link;
  const isOnline = useSyncExternalStore(subscribeOnline, () => navigator.onLine);
  return world === 'desktop' || isOnline;
}

/** The state of saving as it is told to the candidate. */
export function useSaveSummary(): SaveSummary {
  const { saves, answers, pendingAnswers, roomCannotSave } = useWork();
  const { connection, view } = useSeat();
  const heldAnswers = view?.heldAnswers ?? 0;
  const drafts = useDrafts();
  const isOnline = useIsOnline();
  const [isOverdue, setOverdue] = useState(false);
  const [acknowledgements, setAcknowledgements] = useState(0);
  const before = useRef(pendingAnswers);

  // Fewer waiting than before: the room answers. More waiting says nothing about it.
  useEffect(() => {
    if (pendingAnswers < before.current) {
      setOverdue(false);
      setAcknowledgements((count) => count + 1);
    }
    before.current = pendingAnswers;
  }, [pendingAnswers]);

  const isWaiting = pendingAnswers > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: an acknowledgement starts the time anew
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setTimeout(() => setOverdue(true), OVERDUE_MS);
    return () => clearTimeout(timer);
  }, [isWaiting, acknowledgements]);

  return useMemo(
    () =>
      summariseSaves({
        saves,
        answers,
        pendingAnswers,
        typing: drafts.size,
        connection: connection.state,
        isOnline,
        isOverdue,
        roomCannotSave,
        heldAnswers,
      }),
    [saves, answers, pendingAnswers, drafts.size, connection.state, isOnline, isOverdue, roomCannotSave, heldAnswers],
  );
}
