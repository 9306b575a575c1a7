import { reportUnsavedTime } from '../domain/alerts/report-unsaved-time.ts';
import type { Logger } from '../domain/logger-port.ts';
import type { Clock } from '../domain/ports.ts';
import type { Work } from '../domain/work.ts';
import { isStoreUnavailable } from '../transport/to-wire-error.ts';

/** How often the room tries whether it can write again. */
const TRIED_EVERY_MS = 1_000;
/** How often staff are told while it cannot: who opened a console meanwhile must know too. */
const TOLD_EVERY_MS = 30_000;

export type Saving = 'cannot_save' | 'saves_again';

export interface StoreWatchParts {
  run(work: (work: Work) => void): Promise<unknown>;
  /** Tells staff who are connected, past the store. */
  tellStaff(saving: Saving): void;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Knows whether the store can be written (R11). */
export interface StoreWatch {
  /** A transaction failed, for whatever reason. */
  failed(error: unknown): void;
  isWritable(): boolean;
  stop(): void;
}

/**
 * From the first transaction the store does not take (disk full, in use by another program) until it takes the alert about that:
 * staff are told at once, past the store, and find the alert and an audit entry afterwards. Nothing is done while all is well.
 */
export function createStoreWatch({ run, tellStaff, clock, logger }: StoreWatchParts): StoreWatch {
  let since: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  let tries = 0;
  let isTrying = false;

  function end(error?: unknown): void {
    since = undefined;
    clearInterval(timer);
    if (error !== undefined) logger.error({ err: error }, 'that the store could not be written could not be told');
    tellStaff('saves_again');
  }

  async function tryAgain(): Promise<void> {
    const from = since;
    if (from === undefined) return;
    // What it failed with stands in the log since the first time.
    if (++tries % (TOLD_EVERY_MS / TRIED_EVERY_MS) === 0) tellStaff('cannot_save');
    // A try may wait for another program that has the store: a second one beside it would tell everything twice.
    if (isTrying) return;
    isTrying = true;
    try {
      await run((work) => reportUnsavedTime(work, from));
      logger.info({ ms: clock.now() - from }, 'the store can be written again');
      end();
    } catch (error) {
      // A bug in telling it must not keep the room from its chores.
      if (!isStoreUnavailable(error)) return end(error);
    } finally {
      isTrying = false;
    }
  }

  return {
    failed: (error) => {
      if (since !== undefined || !isStoreUnavailable(error)) return;
      since = clock.now();
      tries = 0;
      logger.error({ err: error }, 'the store cannot be written');
      timer = setInterval(() => void tryAgain(), TRIED_EVERY_MS);
      timer.unref();
      tellStaff('cannot_save');
    },
    isWritable: () => since === undefined,
    stop: () => clearInterval(timer),
  };
}
