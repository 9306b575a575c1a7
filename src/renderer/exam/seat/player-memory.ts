import { z } from 'zod';

/** Where the candidate was and how they like it; not part of the work, so it stays in this browser. */
const Remembered = z.object({
  current: z.number().int().min(0).catch(0),
  flagged: z.array(z.string()).catch([]),
  allOnOnePage: z.boolean().catch(false),
});
export type Remembered = z.infer<typeof Remembered>;

const keyOf = (attemptId: string): string => `invigil.player.${attemptId}`;

/** What this browser remembers of the attempt; the beginning where it remembers nothing. */
export function recallPlayer(attemptId: string): Remembered {
  try {
    return Remembered.parse(JSON.parse(localStorage.getItem(keyOf(attemptId)) ?? '{}'));
  } catch {
    return Remembered.parse({});
  }
}

/** Remembers the place, the flags and the view; where storage is refused they last as long as the page. */
export function rememberPlayer(attemptId: string, state: Remembered): void {
  try {
    localStorage.setItem(keyOf(attemptId), JSON.stringify(state));
  } catch {
    // the answers are elsewhere; a forgotten flag is no loss worth a message
  }
}

/** Removes it, when the candidate clears the computer. */
export function forgetPlayer(attemptId: string): void {
  try {
    localStorage.removeItem(keyOf(attemptId));
  } catch {
    // nothing was kept
  }
}
