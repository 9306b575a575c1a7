import { raiseFinding } from '../domain/alerts/raise-finding.ts';
import type { Logger } from '../domain/logger-port.ts';
import type { Clock } from '../domain/ports.ts';
import type { Finding } from '../domain/walls/finding.ts';
import type { Signal } from '../domain/walls/signal.ts';
import type { Walls } from '../domain/walls/walls.ts';
import type { Work } from '../domain/work.ts';
import type { Witness } from '../transport/request-signal.ts';

/** What was found within this time is raised in one transaction, the same thing about the same subject once. */
const GATHER_MS = 100;
/** So many different things are raised at a time; an attack from everywhere must not become a flood of alerts. */
const MOST_AT_ONCE = 50;

export interface Watch extends Witness {
  see(signal: Signal): void;
  /** Raises what is still gathered, and looks no more. */
  stop(): Promise<void>;
}

export interface WatchParts {
  readonly walls: Walls;
  readonly clock: Clock;
  readonly logger: Logger;
  run(work: (work: Work) => void): Promise<unknown>;
}

const nameOf = ({ wall, type, subject }: Finding): string =>
  `${wall} ${type} ${subject.session ?? ''} ${subject.user ?? ''} ${subject.ip ?? ''}`;

/** Shows signals to the walls and raises what they find as alerts (W1-W5). Costs the one who shows a look of some microseconds. */
export function createWatch({ walls, clock, logger, run }: WatchParts): Watch {
  const gathered = new Map<string, { finding: Finding; times: number }>();
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let left = 0;

  async function raise(): Promise<void> {
    timer = undefined;
    const found = [...gathered.values()];
    gathered.clear();
    if (left > 0) logger.warn({ left }, 'more was found at once than alerts can tell');
    left = 0;
    if (found.length === 0) return;
    const raiseAll = (work: Work): void => {
      for (const { finding, times } of found) raiseFinding(work, finding, times);
    };
    await run(raiseAll).catch((error: unknown) => logger.error({ err: error }, 'findings could not be raised'));
  }

  function gather(finding: Finding): void {
    const name = nameOf(finding);
    const known = gathered.get(name);
    // The latest tells most: how many there were by now.
    if (known) Object.assign(known, { times: known.times + 1, finding });
    else if (gathered.size < MOST_AT_ONCE) gathered.set(name, { finding, times: 1 });
    else left += 1;
    timer ??= setTimeout(() => void raise(), GATHER_MS);
  }

  function see(signal: Signal): void {
    if (isStopped) return;
    try {
      for (const finding of walls.see(signal)) gather(finding);
    } catch (error) {
      // A wall that stumbles must not take the room with it.
      logger.error({ err: error, kind: signal.kind }, 'a wall failed on a signal');
    }
  }

  return {
    see,
    request: (signal) => see({ ...signal, at: clock.now() }),
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await raise();
    },
  };
}
