import { shareInWords, wordsFor } from '../../../shared/model/event-words.ts';

/** The three strongest reasons with their share, for staff. */
export function staffReasons(contributions: readonly { type: string; points: number; count: number }[]): string[] {
  return contributions
    .filter((item) => item.points > 0)
    .slice(0, 3)
    .map(({ type, points, count }) => shareInWords(type, points, count));
}

/** The same in plain words, for the candidate. */
export const plainReasons = (contributions: readonly { type: string; points: number }[]): string[] =>
  contributions
    .filter((item) => item.points > 0)
    .slice(0, 3)
    .map((item) => wordsFor(item.type));
