import type { Work } from '../domain/work.ts';
import { type Later, laterByTimer } from './pace-updates.ts';

/** Who comes and goes within this time is recorded and told together: letting people in comes before telling of it. */
const TOGETHER_MS = 100;

/**
 * Gathers the comings and goings of a short while, so that a hall that connects at once costs a few commits and not
 * hundreds. They are recorded in the order they happened.
 */
export interface PresenceDesk {
  /** Resolves when the news is committed; rejects with why it could not be. */
  report(news: (work: Work) => void): Promise<void>;
  /** What is waiting, now. */
  flush(): void;
}

export function createPresenceDesk(
  record: (news: (work: Work) => void) => Promise<void>,
  later: Later = laterByTimer,
): PresenceDesk {
  let waiting: (() => void)[] = [];
  let cancel: (() => void) | undefined;

  function flush(): void {
    cancel?.();
    cancel = undefined;
    const due = waiting;
    waiting = [];
    // All in one turn of the loop, and so in one commit.
    for (const recordIt of due) recordIt();
  }

  return {
    flush,
    report: (news) =>
      new Promise((resolve, reject) => {
        waiting.push(() => void record(news).then(resolve, reject));
        cancel ??= later(flush, TOGETHER_MS);
      }),
  };
}
