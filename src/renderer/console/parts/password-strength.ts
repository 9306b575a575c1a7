/** As the room counts them; a shorter one it refuses. */
export const LEAST_LENGTH = 10;

/** 0 (too short) to 3 (strong): length above all, then variety. The room has the last word. */
export function strengthOf(password: string): 0 | 1 | 2 | 3 {
  const length = [...password].length;
  if (length < LEAST_LENGTH) return 0;
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u, /\p{Lo}/u].filter((kind) => kind.test(password)).length;
  const variety = new Set(password).size;
  if (variety < 5) return 1;
  return length >= 16 || (length >= 12 && kinds >= 3) ? 3 : length >= 12 || kinds >= 3 ? 2 : 1;
}

export const isStrongEnough = (password: string): boolean => strengthOf(password) > 0;
