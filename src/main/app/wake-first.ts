import type { Logger } from '../domain/logger-port.ts';
import type { Work } from '../domain/work.ts';
import type { CommandRouter } from '../transport/command-router.ts';

/**
 * A room that slept gives the time back before it does anything else. What waited in its sockets comes first when a computer wakes, and
 * the timers after that: an answer from the last minute of somebody's exam would be called late by a clock that is not put right yet.
 */
export function wakeFirst(
  router: CommandRouter,
  sleep: { owes(): boolean; giveBack(work: Work): void },
  logger: Pick<Logger, 'error'>,
): CommandRouter {
  const wake = (): void => {
    if (!sleep.owes()) return;
    router
      .run(sleep.giveBack, { kind: 'room' })
      .catch((error: unknown) => logger.error({ err: error }, 'the time the computer slept could not be given back'));
  };
  return {
    dispatch: (name, input, actor) => {
      wake();
      return router.dispatch(name, input, actor);
    },
    call: (name, input, actor) => {
      wake();
      return router.call(name, input, actor);
    },
    run: (work, actor) => {
      wake();
      return router.run(work, actor);
    },
  };
}
