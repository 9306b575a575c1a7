import { reportChoreFailure } from '../domain/alerts/report-chore-failure.ts';
import type { Logger } from '../domain/logger-port.ts';
import type { Work } from '../domain/work.ts';
import { isStoreUnavailable } from '../transport/to-wire-error.ts';

/** A chore that goes on failing is told so often: it is tried several times a second. */
const TOLD_AGAIN_MS = 60_000;

export interface ChoresParts {
  run(work: (work: Work) => void): Promise<unknown>;
  /** While the store takes nothing no chore can be done, and each would hold the room up by the time it waits for the store. */
  canSave(): boolean;
  readonly logger: Logger;
  /** Monotonic, in ms. */
  now(): number;
  /** Hears of each failure. */
  onFailure(): void;
}

/**
 * Does what the room does by itself, each chore in a transaction of its own: one that fails undoes nothing of the others and
 * keeps none of them from being done. It is told in the log and to staff, and done again at its next time. `name` says to staff
 * what is being done.
 */
export type DoChore = (name: string, chore: (work: Work) => void) => void;

export function createChores({ run, canSave, logger, now, onFailure }: ChoresParts): DoChore {
  const failing = new Map<string, { readonly toldAt: number; untold: number }>();

  function failed(name: string, error: unknown): void {
    onFailure();
    const known = failing.get(name);
    if (known && now() - known.toldAt < TOLD_AGAIN_MS) {
      known.untold++;
      return;
    }
    failing.set(name, { toldAt: now(), untold: 0 });
    logger.error({ err: error, chore: name, before: known?.untold ?? 0 }, 'a chore of the room failed');
    // Where nothing can be written no alert can be stored either, and whoever asks for something hears of it.
    if (isStoreUnavailable(error)) return;
    run((work) => reportChoreFailure(work, name)).catch((why: unknown) =>
      logger.error({ err: why, chore: name }, 'staff could not be told of a chore that failed'),
    );
  }

  return (name, chore) => {
    if (canSave()) run(chore).catch((error: unknown) => failed(name, error));
  };
}
