import type { KnownEventType } from '../../../shared/model/security-event.ts';

/** What a detector saw. Details are facts about the gesture (length, duration, keys), never what was copied or typed. */
export interface Observation {
  readonly type: KnownEventType;
  readonly details?: Readonly<Record<string, unknown>>;
}

export type Report = (observation: Observation) => void;

/** Ends what was started; calling it twice does nothing more. */
export type Stop = () => void;

/** The two clocks of this machine and its timers: the wall may jump, the monotonic one may not. Milliseconds. */
export interface DetectionClock {
  wall(): number;
  monotonic(): number;
  after(ms: number, run: () => void): Stop;
  every(ms: number, run: () => void): Stop;
}

/** The part of an EventTarget a detector needs. */
export interface Listens {
  addEventListener(type: string, listener: (event: Event) => void, options?: boolean): void;
  removeEventListener(type: string, listener: (event: Event) => void, options?: boolean): void;
}

/** The part of a browser's window and document the detectors look at; a test hands in its own. */
export interface DetectionTarget {
  readonly window: Listens & {
    readonly innerWidth: number;
    readonly innerHeight: number;
    readonly outerWidth: number;
    readonly outerHeight: number;
    /** `isExtended` exists only in browsers (and secure pages) that tell it; its absence means unknown. */
    readonly screen: { readonly isExtended?: boolean };
  };
  readonly document: Listens & {
    readonly visibilityState: string;
    readonly fullscreenElement?: unknown;
  };
}

/** What every detector is started with. */
export interface DetectorPorts {
  readonly report: Report;
  readonly target: DetectionTarget;
  readonly clock: DetectionClock;
}

/** Listens in the capture phase, before the page's own handlers, and returns the stop. */
export function listen<E>(to: Listens, type: string, handler: (event: E) => void): Stop {
  const listener = handler as unknown as (event: Event) => void;
  to.addEventListener(type, listener, true);
  return () => to.removeEventListener(type, listener, true);
}

/** One stop for several; each runs once. */
export function stopAll(stops: readonly Stop[]): Stop {
  let stopped = false;
  return () => {
    if (stopped) return;
    stopped = true;
    for (const stop of stops) stop();
  };
}
