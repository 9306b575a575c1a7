interface Turns {
  readonly atOnce: number;
  /** Beyond this many in the queue, `refusal` is thrown. */
  readonly mostWaiting: number;
  readonly refusal: () => Error;
}

/** Runs at most `atOnce` pieces of work at a time, the others in the order they came. */
export function createTurns({ atOnce, mostWaiting, refusal }: Turns): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running < atOnce) running += 1;
    else if (waiting.length >= mostWaiting) throw refusal();
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      // A place that gets free is handed on without being given up, so that nobody can slip in between.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
