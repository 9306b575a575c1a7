import { z } from 'zod';
import type { SettingRepo } from '../domain/store.ts';

/** Somebody who has to wait after wrong guesses, under a pseudonym. */
export interface RememberedFailure {
  readonly who: string;
  readonly wrong: number;
  readonly lastWrongAt: number;
}

/** Where it is kept who has to wait, so that a restart lets nobody guess anew (W2). */
export interface RememberedFailures {
  read(): readonly RememberedFailure[];
  /** Writes what `waiting` says soon, once for all that come together. */
  write(waiting: () => readonly RememberedFailure[]): void;
  /** Writes what waits to be written, now. */
  flush(): void;
}

const NAME = 'failed_guesses';
const SOON_MS = 1_000;
const MOST = 500;

const Stored = z.array(z.object({ who: z.string(), wrong: z.int().min(0), lastWrongAt: z.int() }));

/** What stands in the store is ours; a damaged one costs nothing but the waits in it. */
function parse(text: string | undefined): readonly RememberedFailure[] {
  try {
    return Stored.parse(JSON.parse(text ?? '[]'));
  } catch {
    return [];
  }
}

/** Kept among the settings of the store; written by `run`, in a transaction, at most once a second. */
export function createRememberedFailures(
  settings: Pick<SettingRepo, 'get' | 'set'>,
  run: (work: () => void) => void,
): RememberedFailures {
  let timer: NodeJS.Timeout | undefined;
  let pending: (() => readonly RememberedFailure[]) | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const waiting = pending;
    pending = undefined;
    // The latest stand last.
    if (waiting) run(() => settings.set(NAME, JSON.stringify(waiting().slice(-MOST))));
  };
  return {
    read: () => parse(settings.get(NAME)),
    write: (waiting) => {
      pending = waiting;
      timer ??= setTimeout(flush, SOON_MS).unref();
    },
    flush,
  };
}
