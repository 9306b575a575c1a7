import { z } from 'zod';
import { usesKey } from './use-queue.ts';

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

const MetState = z.object({ state: z.string(), at: z.number() });
const metKey = (attemptId: string): string => `invigil.since.${attemptId}`;

/** When this browser first met the attempt in this state, in the room's epoch ms; a reload must not make it look newer. */
export function recallStateSince(attemptId: string, state: string): number | undefined {
  try {
    const met = MetState.safeParse(JSON.parse(localStorage.getItem(metKey(attemptId)) ?? 'null'));
    return met.success && met.data.state === state ? met.data.at : undefined;
  } catch {
    return undefined;
  }
}

/** Remembers it. */
export function rememberStateSince(attemptId: string, state: string, at: number): void {
  try {
    localStorage.setItem(metKey(attemptId), JSON.stringify({ state, at }));
  } catch {
    // then a reload cannot tell, and says nothing about the time
  }
}

const watchKey = (attemptId: string): string => `invigil.watch.${attemptId}`;

/** What the candidate was last told is watched, as far as this browser knows (LD8). */
export function recallWatched(attemptId: string): readonly string[] | undefined {
  try {
    const known = z.array(z.string()).safeParse(JSON.parse(localStorage.getItem(watchKey(attemptId)) ?? 'null'));
    return known.success ? known.data : undefined;
  } catch {
    return undefined;
  }
}

/** Remembers it. */
export function rememberWatched(attemptId: string, watched: readonly string[]): void {
  try {
    localStorage.setItem(watchKey(attemptId), JSON.stringify(watched));
  } catch {
    // then what is changed while this page is closed stands in the list alone
  }
}

/** Removes it, when the candidate clears the computer. */
export function forgetPlayer(attemptId: string): void {
  try {
    localStorage.removeItem(keyOf(attemptId));
    localStorage.removeItem(metKey(attemptId));
    localStorage.removeItem(watchKey(attemptId));
    localStorage.removeItem(usesKey(attemptId));
  } catch {
    // nothing was kept
  }
}
