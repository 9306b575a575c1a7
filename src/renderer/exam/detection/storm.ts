import type { DetectionClock, Observation, Report, Stop } from './observation.ts';

/** Once a life each: never held back, never merged. */
const NEVER_MERGED: ReadonlySet<string> = new Set(['client_started', 'client_exited']);

const STORM_WINDOW_MS = 2_000;

interface OpenWindow {
  held: number;
  last: Observation | undefined;
  close: Stop;
}

/**
 * Lets the first observation of a type through at once and merges its repeats within 2 s into one report with a
 * `count`, so that a stuck key is one incident and not a hundred. `flush` sends what is being held.
 */
export function calmStorms(
  report: Report,
  clock: DetectionClock,
  windowMs = STORM_WINDOW_MS,
): { report: Report; flush: () => void } {
  const open = new Map<string, OpenWindow>();

  const begin = (type: string): void => {
    open.set(type, { held: 0, last: undefined, close: clock.after(windowMs, () => settle(type)) });
  };
  const settle = (type: string): void => {
    const window = open.get(type);
    open.delete(type);
    if (!window?.last) return;
    report({ type: window.last.type, details: { ...window.last.details, count: window.held } });
    begin(type);
  };

  return {
    report: (observation) => {
      if (NEVER_MERGED.has(observation.type)) return report(observation);
      const window = open.get(observation.type);
      if (!window) {
        begin(observation.type);
        return report(observation);
      }
      window.held += 1;
      window.last = observation;
    },
    flush: () => {
      for (const [type, window] of [...open]) {
        window.close();
        settle(type);
      }
      for (const window of open.values()) window.close();
      open.clear();
    },
  };
}
