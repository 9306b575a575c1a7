import type { ClientClock } from '../../../src/shared/client/index.ts';

/** A machine's clocks under the test's hand. */
export interface FakeClientClock extends ClientClock {
  /** Lets time pass: due timers run in order, and what they started gets its turn before the next. */
  advance(ms: number): Promise<void>;
  /** Lets promises settle without time passing. */
  settle(): Promise<void>;
  /** Somebody changes the wall clock; the monotonic one is not impressed. */
  setWall(epochMs: number): void;
  /** The machine sleeps: the wall clock goes on, timers and the monotonic clock do not. */
  sleep(ms: number): void;
  timers(): number;
}

export function createFakeClientClock(wallStart = Date.UTC(2026, 10, 20, 9)): FakeClientClock {
  let wall = wallStart;
  let monotonic = 1_000;
  let nextId = 0;
  const timers = new Map<number, { at: number; callback: () => void }>();

  /** The event loop turns only when every promise that can settle has. */
  const settle = () => new Promise<void>((resolve) => void setImmediate(resolve));
  function pass(ms: number): void {
    wall += ms;
    monotonic += ms;
  }
  return {
    now: () => wall,
    monotonic: () => monotonic,
    after(delayMs, callback) {
      const id = nextId++;
      timers.set(id, { at: monotonic + Math.max(0, delayMs), callback });
      return () => void timers.delete(id);
    },
    async advance(ms) {
      const end = monotonic + ms;
      await settle();
      for (;;) {
        const [due] = [...timers].filter(([, { at }]) => at <= end).sort(([idA, a], [idB, b]) => a.at - b.at || idA - idB);
        if (!due) break;
        const [id, { at, callback }] = due;
        timers.delete(id);
        pass(Math.max(0, at - monotonic));
        callback();
        await settle();
      }
      pass(end - monotonic);
      await settle();
    },
    settle,
    setWall(epochMs) {
      wall = epochMs;
    },
    sleep(ms) {
      wall += ms;
    },
    timers: () => timers.size,
  };
}
