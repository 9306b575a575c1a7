import { z } from 'zod';
import { PlainText } from './bounded-json.ts';

/** n of the questions a category has: every candidate gets some of their own. */
export const Pool = z.strictObject({ category: PlainText(500).min(1), take: z.int().min(1).max(1_000) });
export type Pool = z.infer<typeof Pool>;

/** How each candidate's paper is drawn from the exam's questions (EX2). */
export const Drawing = z.strictObject({
  /** Questions in an order of the candidate's own; texts to read keep their place. */
  shuffleQuestions: z.boolean(),
  /** Choices too, except where the file wants them as they are (`keepOrder`). */
  shuffleChoices: z.boolean(),
  /** Questions of a category without a pool are in every paper. */
  pools: z.array(Pool).max(100),
});
export type Drawing = z.infer<typeof Drawing>;

/** Every candidate gets the paper as it is. */
export const UNDRAWN: Drawing = { shuffleQuestions: false, shuffleChoices: false, pools: [] };
