import { RoomError, retryIn } from '../../shared/protocol/errors.ts';
import type { Clock, FailureGuard } from '../domain/ports.ts';

/** Wrong guesses anybody may make, typing badly. */
const FREE = 5;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
const FORGOTTEN_AFTER_MS = 15 * 60_000;
/** Guesses of one `who` under way at once, whose outcome nobody knows yet; more of them are a flood, not a person. */
const MOST_AT_ONCE = 20;
const MOST_KEPT = 10_000;

interface Tries {
  wrong: number;
  lastWrongAt: number;
  underWay: number;
}

const waitAfter = (wrong: number): number =>
  wrong < FREE ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(wrong - FREE, 10));

/**
 * After five wrong guesses a wait of one second, doubled by each further one up to a minute; one guess at a time then.
 * A right guess, or fifteen minutes without a wrong one, wipes the slate. Remembers the latest 10,000 at most.
 */
export function createFailureGuard(clock: Clock): FailureGuard {
  /** The one who failed longest ago first. */
  const known = new Map<string, Tries>();

  const triesOf = (who: string): Tries => {
    const tries = known.get(who);
    if (tries && (tries.underWay > 0 || clock.now() - tries.lastWrongAt < FORGOTTEN_AFTER_MS)) return tries;
    return { wrong: 0, lastWrongAt: clock.now(), underWay: 0 };
  };
  const keep = (who: string, tries: Tries): void => {
    known.delete(who);
    known.set(who, tries);
    for (const oldest of known.keys()) {
      if (known.size <= MOST_KEPT) return;
      known.delete(oldest);
    }
  };

  return {
    async guess(who, check) {
      const tries = triesOf(who);
      const waitMs = tries.lastWrongAt + waitAfter(tries.wrong) - clock.now();
      const mustWait = waitMs > 0;
      if (mustWait || tries.underWay >= (tries.wrong < FREE ? MOST_AT_ONCE : 1))
        throw new RoomError('rate_limited', 'Too many wrong attempts: wait a minute and try again.', { data: retryIn(waitMs) });
      tries.underWay++;
      keep(who, tries);
      try {
        const isRight = await check();
        if (isRight) tries.wrong = 0;
        else {
          tries.wrong++;
          tries.lastWrongAt = clock.now();
        }
        return isRight;
      } finally {
        tries.underWay--;
        if (tries.wrong > 0 || tries.underWay > 0) keep(who, tries);
        else if (known.get(who) === tries) known.delete(who);
      }
    },
  };
}
