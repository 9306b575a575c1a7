/** Something that gathers during a turn of the loop and lets go at its end. */
export interface Gathering {
  flush(): void;
}

/** Flushes when the present turn is over: after everything that was settled in it, before anything else is read. */
export type AtTurnEnd = (gathering: Gathering) => void;

/** Runs once no microtask of this turn is left: the acknowledgements of a commit are microtasks. */
export const afterMicrotasks = (work: () => void): void => queueMicrotask(() => process.nextTick(work));

export function createTurnEnd(): AtTurnEnd {
  let waiting: Gathering[] = [];
  const flushAll = (): void => {
    const due = waiting;
    waiting = [];
    for (const gathering of due) gathering.flush();
  };
  return (gathering) => {
    if (waiting.push(gathering) === 1) afterMicrotasks(flushAll);
  };
}
