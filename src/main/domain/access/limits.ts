/** Wrong access codes after which only staff can let the candidate in (protocol 6, Join). */
export const MOST_WRONG_ACCESS_CODES = 10;
