/** So much within this time is told of; below, it is somebody's work or slip. */
export interface Limit {
  readonly most: number;
  readonly withinMs: number;
}

const MINUTE = 60_000;

/** Commands a candidate's role does not have, asked for all the same. Our own client asks for none. */
export const FORBIDDEN_TO_CANDIDATES: Limit = { most: 2, withinMs: MINUTE };
/** The same of staff and services: a page that stayed open, a key without the scope. */
export const FORBIDDEN_TO_OTHERS: Limit = { most: 15, withinMs: MINUTE };
/** From so many on it is told of with more weight. */
export const MANY_FORBIDDEN = 10;

/** Different records asked for that do not exist. */
export const MISSING_TO_CANDIDATES: Limit = { most: 5, withinMs: MINUTE };
export const MISSING_TO_OTHERS: Limit = { most: 20, withinMs: MINUTE };

/** Different exams whose results or lists were taken out; an exam office does a day's at once. */
export const EXAMS_TAKEN: Limit = { most: 15, withinMs: 10 * MINUTE };
/** Different attempts read in detail: a whole room leafed through quicker than anybody reads. */
export const ATTEMPTS_READ: Limit = { most: 200, withinMs: 5 * MINUTE };
/** Entries of the audit log. */
export const AUDIT_READ: Limit = { most: 20_000, withinMs: 10 * MINUTE };

/** Different attempts, accounts, keys or tools that were ended or removed by one account. */
export const ENDED: Limit = { most: 10, withinMs: MINUTE };

/** After a sign-in from a place that is new, taking much out is told of for so long. */
export const NEW_PLACE_MS = 15 * MINUTE;
/** Less than this is no habit anything could be new against. */
export const SIGN_INS_FOR_A_HABIT = 3;
export const MOST_PLACES = 16;
export const TAKEN_FROM_NEW_PLACE = { exams: 3, auditEntries: 1_000, sittings: 1 } as const;

/** How much is remembered: accounts or addresses, and different things of each. */
export const MOST_ACCOUNTS = 8_192;
export const MOST_THINGS = 256;

/** The same about the same account is told of so often at most. */
export const TELL_EVERY_MS = 60_000;
/** What happened longer ago than this counts in none of these. */
export const LONGEST_LIMIT_MS = 10 * MINUTE;
