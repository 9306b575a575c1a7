import { type DetectorPorts, listen, type Stop, stopAll } from './observation.ts';

/**
 * Leaving full screen, only where it had been entered: nobody is reported for a browser that cannot do it.
 * F11 by itself is no violation; it is noted on the exit it may have caused. `onLost` lets the page offer the way back.
 */
export function detectFullscreenExit({ report, target, clock }: DetectorPorts, onLost: () => void = () => {}): Stop {
  let isFull = Boolean(target.document.fullscreenElement);
  let f11At: number | undefined;
  return stopAll([
    listen<{ key: string }>(target.window, 'keydown', (event) => {
      if (event.key === 'F11') f11At = clock.monotonic();
    }),
    listen(target.document, 'fullscreenchange', () => {
      const wasFull = isFull;
      isFull = Boolean(target.document.fullscreenElement);
      if (!wasFull || isFull) return;
      const byF11 = f11At !== undefined && clock.monotonic() - f11At < 1_000;
      report({ type: 'fullscreen_exit', ...(byF11 ? { details: { afterKey: 'F11' } } : {}) });
      onLost();
    }),
  ]);
}
