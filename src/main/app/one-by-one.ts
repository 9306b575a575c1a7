/** So long a turn of the loop may go on with it before everybody else has theirs. */
const TURN_MS = 5;

export interface OneByOneParts {
  /** Monotonic, in ms. */
  now(): number;
  /** Calls back once the loop has looked at everything else. */
  nextTurn(go: () => void): void;
}

/**
 * Does the same for many, each by itself: what a whole hall needs at one moment (three hundred attempts whose time is over) takes
 * a few milliseconds of many turns of the loop, not all of one. Whoever is still in the line is not put there again.
 */
export interface OneByOne {
  /** `name` and `id` say what for whom; `act` must look again whether it is still to be done. */
  add(name: string, ids: Iterable<string>, act: (id: string) => void): void;
  /** Does nothing more. */
  stop(): void;
}

export function createOneByOne({ now, nextTurn }: OneByOneParts): OneByOne {
  const line = new Map<string, () => void>();
  let isGoing = false;

  function takeTurn(): void {
    const from = now();
    for (const [key, act] of line) {
      line.delete(key);
      act();
      if (now() - from >= TURN_MS) break;
    }
    isGoing = line.size > 0;
    if (isGoing) nextTurn(takeTurn);
  }

  return {
    add(name, ids, act) {
      for (const id of ids) {
        const key = `${name} ${id}`;
        if (!line.has(key)) line.set(key, () => act(id));
      }
      if (isGoing || line.size === 0) return;
      isGoing = true;
      nextTurn(takeTurn);
    },
    stop: () => line.clear(),
  };
}
