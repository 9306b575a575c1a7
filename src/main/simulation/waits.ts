import type { ClientClock } from '../../shared/client/index.ts';

/** Waits that end early when the whole simulation is called off; none of them rejects. */
export interface Waits {
  readonly isOver: boolean;
  sleep(ms: number): Promise<void>;
  /** The outcome of something that may never end; undefined after `ms` or when called off. What comes later is ignored. */
  within<T>(ms: number, outcome: Promise<T>): Promise<T | undefined>;
  /** Until the condition holds, looking again whenever `watch` calls, at most `ms`. Answers whether it holds. */
  until(condition: () => boolean, watch: (look: () => void) => () => void, ms?: number): Promise<boolean>;
}

export function createWaits(clock: ClientClock, signal?: AbortSignal): Waits {
  const waits: Waits = {
    get isOver() {
      return signal?.aborted === true;
    },
    sleep: (ms) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const end = () => {
          cancel();
          signal?.removeEventListener('abort', end);
          resolve();
        };
        const cancel = clock.after(ms, end);
        signal?.addEventListener('abort', end);
      }),
    within(ms, outcome) {
      outcome.catch(() => undefined);
      return Promise.race([outcome, waits.sleep(ms).then(() => undefined)]);
    },
    until: (condition, watch, ms) =>
      new Promise((resolve) => {
        if (condition() || signal?.aborted) return resolve(condition());
        const end = () => {
          stopWatching();
          cancel();
          signal?.removeEventListener('abort', end);
          resolve(condition());
        };
        const cancel = ms === undefined ? () => {} : clock.after(ms, end);
        const stopWatching = watch(() => condition() && end());
        signal?.addEventListener('abort', end);
      }),
  };
  return waits;
}
