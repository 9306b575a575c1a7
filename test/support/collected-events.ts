/** Something a socket was sent. */
export interface Received {
  readonly name: string;
  readonly payload: unknown;
}

/** Everything one socket received, in order, and waiting for more of it. */
export interface CollectedEvents {
  readonly all: readonly Received[];
  of<T = Record<string, unknown>>(name: string): T[];
  /**
   * The first event of this name, past or to come, that fits. Fails after `timeoutMs` (5 s unless told) and then says
   * what came instead.
   */
  waitFor<T = Record<string, unknown>>(name: string, fits?: (payload: T) => boolean, timeoutMs?: number): Promise<T>;
  add(name: string, payload: unknown): void;
}

export function createCollectedEvents(): CollectedEvents {
  const all: Received[] = [];
  const watchers = new Set<(event: Received) => void>();
  return {
    all,
    of: <T>(name: string) => all.filter((event) => event.name === name).map(({ payload }) => payload as T),
    waitFor: <T>(name: string, fits: (payload: T) => boolean = () => true, timeoutMs = 5_000) =>
      new Promise<T>((resolve, reject) => {
        const isIt = (event: Received) => event.name === name && fits(event.payload as T);
        const known = all.find(isIt);
        if (known) return resolve(known.payload as T);
        const timer = setTimeout(() => {
          watchers.delete(watch);
          reject(
            new Error(
              `no fitting "${name}" within ${timeoutMs} ms; received: ${all.map((event) => event.name).join(', ') || 'nothing'}`,
            ),
          );
        }, timeoutMs);
        const watch = (event: Received) => {
          if (!isIt(event)) return;
          clearTimeout(timer);
          watchers.delete(watch);
          resolve(event.payload as T);
        };
        watchers.add(watch);
        return undefined;
      }),
    add: (name, payload) => {
      const event = { name, payload };
      all.push(event);
      for (const watch of [...watchers]) watch(event);
    },
  };
}
