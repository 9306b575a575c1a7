/** Something that gathers during a turn of the loop and lets go at its end. */
export interface Gathering {
  flush(): void;
}

/** Flushes when the present turn is over: after everything that was settled in it, before anything else is read. */
export type AtTurnEnd = (gathering: Gathering) => void;

export function createTurnEnd(): AtTurnEnd {
  let waiting: Gathering[] = [];
  const flushAll = (): void => {
    const due = waiting;
    waiting = [];
    for (const gathering of due) gathering.flush();
  };
  return (gathering) => {
    if (waiting.push(gathering) > 1) return;
    // A tick that a microtask asks for comes when no microtask is left: the acknowledgements of a commit are microtasks.
    queueMicrotask(() => process.nextTick(flushAll));
  };
}
