import type { DetectionClock, DetectionTarget } from '../detection/observation.ts';

/** This page as the detectors see it. `isExtended` is newer than the type library and absent on insecure pages. */
export const browserTarget: DetectionTarget = {
  window: window as Window & { readonly screen: Screen & { readonly isExtended?: boolean } },
  document,
};

/** This machine's clocks and timers. */
export const browserDetectionClock: DetectionClock = {
  wall: () => Date.now(),
  monotonic: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  every: (ms, run) => {
    const timer = setInterval(run, ms);
    return () => clearInterval(timer);
  },
};
