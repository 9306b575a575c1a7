import { MustWait } from '../domain/identity/must-wait.ts';
import type { Clock, FailureGuard } from '../domain/ports.ts';
import type { RememberedFailures } from './remembered-failures.ts';

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

export interface FailureGuardParts {
  readonly clock: Clock;
  /** A pseudonym of `who`: names and addresses stand neither in memory nor where it is written. */
  nameOf(who: string): string;
  readonly remembered: RememberedFailures;
}

/**
 * After five wrong guesses a wait of one second, doubled by each further one up to a minute; one guess at a time then.
 * A right guess, or fifteen minutes without a wrong one, wipes the slate. Remembers the latest 10,000 at most;
 * who has to wait has to after a restart as well.
 */
export function createFailureGuard({ clock, nameOf, remembered }: FailureGuardParts): FailureGuard {
  /** The one who failed longest ago first. */
  const known = new Map<string, Tries>(
    // Nobody waits for a time that has not come yet, whatever stands there.
    remembered
      .read()
      .map(({ who, wrong, lastWrongAt }) => [who, { wrong, lastWrongAt: Math.min(lastWrongAt, clock.now()), underWay: 0 }]),
  );
  const waiting = () =>
    [...known].flatMap(([who, { wrong, lastWrongAt }]) => (wrong < FREE ? [] : [{ who, wrong, lastWrongAt }]));

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
    async guess(person, check) {
      const who = nameOf(person);
      const tries = triesOf(who);
      const waitMs = tries.lastWrongAt + waitAfter(tries.wrong) - clock.now();
      const mustWait = waitMs > 0;
      if (mustWait || tries.underWay >= (tries.wrong < FREE ? MOST_AT_ONCE : 1)) throw new MustWait(waitMs);
      const hadToWait = tries.wrong >= FREE;
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
        if (hadToWait || tries.wrong >= FREE) remembered.write(waiting);
      }
    },
  };
}
