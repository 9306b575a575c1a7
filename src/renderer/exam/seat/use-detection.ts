import { useEffect, useRef, useState } from 'react';
import { reportedFrom } from '../../../shared/model/watch-list.ts';
import type { SeenDisplays } from '../detection/displays.ts';
import { startDetection } from '../detection/start-detection.ts';
import { browserDetectionClock, browserTarget } from './browser-target.ts';
import { measuredOffset } from './measured-offset.ts';
import { useSeat, useSeated } from './seat-context.tsx';

/** A page that is just opening would call its first events "offline"; it may connect first, but is not waited for long. */
const SETTLE_MS = 2_000;

function useSettled(): boolean {
  const { connection } = useSeat();
  const [isSettled, setSettled] = useState(false);
  useEffect(() => {
    if (isSettled) return;
    if (connection.state === 'connected') {
      setSettled(true);
      return;
    }
    const timer = setTimeout(() => setSettled(true), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [isSettled, connection.state]);
  return isSettled;
}

/** Watches while the candidate works or is suspended, and tells whether full screen was lost meanwhile. */
export function useDetection(): { isFullscreenLost: boolean; dismiss: () => void } {
  const { link } = useSeated();
  const { attempt, view } = useSeat();
  const [isFullscreenLost, setFullscreenLost] = useState(false);
  const watched = useRef<readonly string[]>([]);
  // Read at each observation: what the room changes during the exam holds at once (LD8).
  watched.current = view ? reportedFrom(view.policy.watched, { world: link.world, isExternal: view.external !== undefined }) : [];
  const displays = useRef<SeenDisplays>({});
  const isSettled = useSettled();
  const isWatching = isSettled && view !== undefined && (attempt?.state === 'in_progress' || attempt?.state === 'suspended');

  useEffect(() => {
    if (!isWatching) return;
    const { connection, client } = link;
    return startDetection({
      report: ({ type, details }) => void client.report({ type, ...(details ? { details: { ...details } } : {}) }),
      policy: { watched: () => watched.current },
      target: browserTarget,
      clock: browserDetectionClock,
      selectionText: () => document.getSelection()?.toString() ?? '',
      clockOffset: measuredOffset(connection),
      displays: displays.current,
      // The shell outlives this page and says itself when the program starts and ends.
      isLifeTold: link.world === 'desktop',
      onFullscreenLost: () => setFullscreenLost(true),
      startDetails: {
        mode: link.world,
        fullscreen: document.fullscreenElement !== null,
        width: window.innerWidth,
        height: window.innerHeight,
      },
    });
  }, [isWatching, link]);

  useEffect(() => {
    const onChange = (): void => {
      if (document.fullscreenElement) setFullscreenLost(false);
    };
    document.addEventListener('fullscreenchange', onChange);
    return () => document.removeEventListener('fullscreenchange', onChange);
  }, []);

  return { isFullscreenLost: isFullscreenLost && isWatching, dismiss: () => setFullscreenLost(false) };
}
