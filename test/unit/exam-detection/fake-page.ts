import type { DetectionClock, DetectionTarget, Listens, Observation } from '../../../src/renderer/exam/detection/observation.ts';

/** An EventTarget of a dozen lines that also counts what still listens. */
class FakeListens implements Listens {
  readonly #listeners = new Map<string, Set<(event: Event) => void>>();

  addEventListener(type: string, listener: (event: Event) => void): void {
    const all = this.#listeners.get(type) ?? new Set();
    all.add(listener);
    this.#listeners.set(type, all);
  }

  removeEventListener(type: string, listener: (event: Event) => void): void {
    this.#listeners.get(type)?.delete(listener);
  }

  fire(type: string, event: Record<string, unknown> = {}): { prevented: boolean } {
    const outcome = { prevented: false };
    const full = {
      target: this,
      ...event,
      preventDefault: () => {
        outcome.prevented = true;
      },
    };
    for (const listener of this.#listeners.get(type) ?? []) listener(full as unknown as Event);
    return outcome;
  }

  get listening(): number {
    return [...this.#listeners.values()].reduce((sum, all) => sum + all.size, 0);
  }
}

class FakeWindow extends FakeListens {
  innerWidth = 1200;
  innerHeight = 800;
  outerWidth = 1200;
  outerHeight = 900;
  screen: { isExtended?: boolean } = {};
}

class FakeDocument extends FakeListens {
  visibilityState = 'visible';
  fullscreenElement: unknown = null;
}

/** A clock that moves only when told; `jumpWall` moves the wall alone, as setting the time does. */
class FakeClock implements DetectionClock {
  #monotonic = 0;
  #skew = 1_800_000_000_000;
  #timers: { due: number; run: () => void; every?: number }[] = [];

  wall = (): number => this.#monotonic + this.#skew;
  monotonic = (): number => this.#monotonic;
  after = (ms: number, run: () => void) => this.#add({ due: this.#monotonic + ms, run });
  every = (ms: number, run: () => void) => this.#add({ due: this.#monotonic + ms, run, every: ms });

  #add(timer: { due: number; run: () => void; every?: number }) {
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  jumpWall(ms: number): void {
    this.#skew += ms;
  }

  advance(ms: number): void {
    const until = this.#monotonic + ms;
    for (;;) {
      const next = this.#timers.filter((timer) => timer.due <= until).sort((a, b) => a.due - b.due)[0];
      if (!next) break;
      this.#monotonic = next.due;
      if (next.every === undefined) this.#timers = this.#timers.filter((other) => other !== next);
      else next.due += next.every;
      next.run();
    }
    this.#monotonic = until;
  }

  get pending(): number {
    return this.#timers.length;
  }
}

/** A page, its clock and everything reported about it. */
export function fakePage() {
  const window = new FakeWindow();
  const document = new FakeDocument();
  const clock = new FakeClock();
  const reported: Observation[] = [];
  const target: DetectionTarget = { window, document };
  return {
    window,
    document,
    clock,
    reported,
    target,
    ports: {
      report: (seen: Observation) => {
        reported.push(seen);
      },
      target,
      clock,
    },
    types: () => reported.map((seen) => seen.type),
    hide: () => {
      document.visibilityState = 'hidden';
      document.fire('visibilitychange');
    },
    show: () => {
      document.visibilityState = 'visible';
      document.fire('visibilitychange');
    },
    press: (key: string, modifiers: Record<string, unknown> = {}) =>
      window.fire('keydown', { key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...modifiers }),
  };
}
