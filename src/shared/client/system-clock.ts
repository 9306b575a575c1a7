import type { ClientClock } from './ports.ts';

/** What browsers, Electron and Node all have; declared here because this zone knows neither the DOM nor Node. */
interface Platform {
  readonly performance: { now(): number };
  setTimeout(callback: () => void, delayMs: number): unknown;
  clearTimeout(timer: unknown): void;
}

const platform = globalThis as unknown as Platform;
/** Longer delays overflow the platform's 32-bit timer and would fire at once. */
const MAX_DELAY_MS = 2_147_483_647;

/** The clocks and timers of the machine. */
export const systemClock: ClientClock = {
  now: () => Date.now(),
  monotonic: () => platform.performance.now(),
  after(delayMs, callback) {
    const timer = platform.setTimeout(callback, Math.min(Math.max(0, delayMs), MAX_DELAY_MS));
    return () => platform.clearTimeout(timer);
  },
};
