interface Turns {
  readonly atOnce: number;
  /** Beyond this many in all queues together, `refusal` is thrown. */
  readonly mostWaiting: number;
  readonly refusal: () => Error;
}

interface Waiter {
  go(): void;
  refuse(error: Error): void;
}

/**
 * Runs at most `atOnce` pieces of work at a time. Each `who` has a queue of their own, in the order they came; the queues take turns,
 * and where there is no place left the last of the longest goes: whoever asks for a thousand things waits behind themselves.
 */
export function createTurns({ atOnce, mostWaiting, refusal }: Turns): <T>(work: () => Promise<T>, who?: string) => Promise<T> {
  /** The one whose turn it is first; none is empty. */
  const queues = new Map<string, Waiter[]>();
  let waiting = 0;
  let running = 0;

  function next(): Waiter | undefined {
    const [first] = queues;
    if (!first) return undefined;
    const [who, queue] = first;
    queues.delete(who);
    const waiter = queue.shift();
    if (queue.length > 0) queues.set(who, queue);
    waiting -= 1;
    return waiter;
  }

  function makePlace(who: string): void {
    if (waiting < mostWaiting) return;
    const own = queues.get(who)?.length ?? 0;
    const longest = [...queues.values()].reduce((most, queue) => (queue.length > most.length ? queue : most), []);
    if (longest.length <= own + 1) throw refusal();
    longest.pop()?.refuse(refusal());
    waiting -= 1;
  }

  function line(who: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const queue = queues.get(who) ?? [];
      queue.push({ go: resolve, refuse: reject });
      queues.set(who, queue);
      waiting += 1;
    });
  }

  return async (work, who = '') => {
    if (running < atOnce) running += 1;
    else {
      makePlace(who);
      await line(who);
    }
    try {
      return await work();
    } finally {
      // A place that gets free is handed on without being given up, so that nobody can slip in between.
      const waiter = next();
      if (waiter) waiter.go();
      else running -= 1;
    }
  };
}
