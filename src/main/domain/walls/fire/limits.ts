/** A bucket that leaks one try every `leakMs`, and is full with `holds`: one more runs over. */
export interface Bucket {
  readonly holds: number;
  readonly leakMs: number;
}

/** A person types a password again a few times, and stops or asks: six within a minute run over. */
export const FAST: Bucket = { holds: 5, leakMs: 60_000 };
/** Who waits between tries: eleven within ten minutes, or one every ten minutes kept up after ten. */
export const STEADY: Bucket = { holds: 10, leakMs: 10 * 60_000 };
/** Doors a whole hall goes through behind one address: five hundred candidates may mistype once each, and some of them twice. */
export const HALL: Bucket = { holds: 600, leakMs: 1_000 };
/** Different codes tried at the room's door, slips of the finger left out: nobody has eleven codes. */
export const CODES: Bucket = { holds: 10, leakMs: 5 * 60_000 };

/** Tries of one source nearer together than this are one occasion of slow guessing. */
export const OCCASION_MS = 60_000;
/** So far back slow guessing is looked for. */
export const SLOW_MS = 6 * 3_600_000;
/** So many occasions make slow guessing, when they were for several accounts ... */
export const OCCASIONS = 4;
export const ACCOUNTS_OF_SLOW = 3;
/** ... and so many for one: a forgotten program signs in with an old password too. */
export const OCCASIONS_ALONE = 8;

/** Tries for more accounts than this, from one source, are no guessing at one account any more. */
export const ACCOUNTS_OF_SPRAY = 5;
/** Silence after which the count of one attack ends, and the next begins. */
export const EPISODE_MS = 15 * 60_000;
/** Of one attack it is told again after so many tries more, later each time it has doubled. */
export const TELL_AGAIN = 6;
export const TELL_DOUBLED_FROM = 60;

/** One account guessed at from many networks, quickly or over hours. */
export const FROM_MANY = [
  { withinMs: 10 * 60_000, tries: 8, networks: 4 },
  { withinMs: SLOW_MS, tries: 12, networks: 8 },
] as const;

/** So many wrong tries before a right one are more than forgetting. */
export const MANY_BEFORE_RIGHT = 6;

/** One account right in two networks within this time; addresses of one site are near each other. */
export const TWO_PLACES_MS = 5 * 60_000;
export const TWO_PLACES_ON_SITE_MS = 60_000;

/** So often within one episode somebody asks to be let in to an exam that is over. */
export const OFTEN_AFTER_END = 4;

/** What is remembered at most: sources, accounts, and tries of each. An attacker with more addresses pushes out the oldest. */
export const MOST_SOURCES = 4_096;
export const MOST_ACCOUNTS = 4_096;
export const MOST_TRIES = 24;
export const MOST_KNOWN = 8;
