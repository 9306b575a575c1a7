import type { ClientClock } from '../../shared/client/index.ts';

/** Waits that end early when the whole simulation is called off; none of them rejects, none leaves a timer behind. */
export interface Waits {
  readonly isOver: boolean;
  /** Calls back when the whole simulation is called off, at once if it is already. The answer ends it. */
  onOver(listener: () => void): () => void;
  sleep(ms: number): Promise<void>;
  /** The outcome of something that may never end; undefined after `ms` or when called off. What comes later is ignored. */
  within<T>(ms: number, outcome: Promise<T>): Promise<T | undefined>;
  /** Until the condition holds, looking again whenever `watch` calls, at most `ms`. Answers whether it holds. */
  until(condition: () => boolean, watch: (look: () => void) => () => void, ms?: number): Promise<boolean>;
}

export function createWaits(clock: ClientClock, signal?: AbortSignal): Waits {
  function onOver(listener: () => void): () => void {
    if (signal?.aborted) listener();
    else signal?.addEventListener('abort', listener);
    return () => signal?.removeEventListener('abort', listener);
  }

  /** Ends by `done`, after `ms` (never, if not told) or when called off, and cleans up after itself. */
  const wait = (ms: number | undefined, begin: (done: () => void) => () => void) =>
    new Promise<void>((resolve) => {
      const stops: (() => void)[] = [];
      let isDone = false;
      const done = () => {
        isDone = true;
        for (const stop of stops.splice(0)) stop();
        resolve();
      };
      const keep = (stop: () => void) => (isDone ? stop() : void stops.push(stop));
      keep(onOver(done));
      if (!isDone && ms !== undefined) keep(clock.after(ms, done));
      if (!isDone) keep(begin(done));
    });

  return {
    get isOver() {
      return signal?.aborted === true;
    },
    onOver,
    sleep: (ms) => wait(ms, () => () => {}),
    async within<T>(ms: number, outcome: Promise<T>) {
      let value: T | undefined;
      await wait(ms, (done) => {
        outcome
          .then((result) => {
            value = result;
          })
          .catch(() => undefined)
          .finally(done);
        return () => {};
      });
      return value;
    },
    async until(condition, watch, ms) {
      if (!condition()) await wait(ms, (done) => watch(() => condition() && done()));
      return condition();
    },
  };
}
