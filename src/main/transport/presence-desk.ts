import type { Work } from '../domain/work.ts';
import { type Later, laterByTimer } from './pace-updates.ts';
import { isStoreUnavailable } from './to-wire-error.ts';

/** Who comes and goes within this time is recorded and told together. */
const TOGETHER_MS = 20;
/** How long the desk waits before it turns to a store again that could not be written. */
const AGAIN_MS = 1_000;

type News = (work: Work) => void;

/**
 * Gathers the comings and goings of a short while, so that a hall that connects at once costs a few commits and not
 * hundreds. They are recorded in the order they happened, and again when the store could not be written: nobody loses
 * their connection over it.
 */
export interface PresenceDesk {
  /** Resolves when the news is committed; rejects with why it cannot be. */
  report(news: News): Promise<void>;
  /** Records what is waiting, now and for the last time. */
  stop(): void;
}

interface Waiting {
  readonly news: News;
  resolve(): void;
  reject(error: unknown): void;
}

export function createPresenceDesk(record: (news: News) => Promise<void>, later: Later = laterByTimer): PresenceDesk {
  let waiting: Waiting[] = [];
  let unwritten: Waiting[] = [];
  let cancel: (() => void) | undefined;
  let isStopped = false;

  function flush(): void {
    cancel = undefined;
    const due = [...unwritten, ...waiting];
    unwritten = [];
    waiting = [];
    // All in one turn of the loop, and so in one commit.
    for (const one of due) record(one.news).then(one.resolve, (error: unknown) => keep(one, error));
  }

  function keep(one: Waiting, error: unknown): void {
    if (isStopped || !isStoreUnavailable(error)) return one.reject(error);
    unwritten.push(one);
    cancel ??= later(flush, AGAIN_MS);
  }

  return {
    report: (news) =>
      new Promise((resolve, reject) => {
        waiting.push({ news, resolve, reject });
        cancel ??= later(flush, TOGETHER_MS);
      }),
    stop: () => {
      isStopped = true;
      cancel?.();
      flush();
    },
  };
}
