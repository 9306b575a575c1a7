import type { AttemptId } from '../../../shared/model/ids.ts';
import type { RuleCondition } from '../../../shared/model/rule.ts';
import { BoundedMemory } from '../walls/bounded-memory.ts';

/** The score of an attempt around one event that was counted. */
export interface Scored {
  /** Of the stored event, or the place of the observation: they rise. */
  readonly number: number;
  /** Epoch ms. */
  readonly at: number;
  readonly before: number;
  readonly after: number;
}

const MOST_ATTEMPTS = 5_000;
/** So many of the last of each attempt: what rose over more reports than these is told as less. */
const MOST_SCORED = 64;

/** Does the rule look at scores? */
export const asksForScores = ({ fields }: RuleCondition): boolean =>
  fields.some(({ field }) => field === 'score' || field === 'rise');

/** How the scores of attempts went lately, as far as rules may ask. */
export class Scores {
  readonly #lately = new BoundedMemory<AttemptId, Scored[]>(MOST_ATTEMPTS, () => []);

  add(attempt: AttemptId, scored: Scored): void {
    const lately = this.#lately.of(attempt);
    // What stands here with this number or a later one belongs to work that was undone.
    for (let last = lately.at(-1); last && last.number >= scored.number; last = lately.at(-1)) lately.pop();
    lately.push(scored);
    if (lately.length > MOST_SCORED) lately.shift();
  }

  /** How far the score rose in so many milliseconds up to the last event: from the lowest it was, never below nothing. */
  rise(attempt: AttemptId, windowMs: number): number {
    const lately = this.#lately.of(attempt);
    const last = lately.at(-1);
    if (!last) return 0;
    const lowest = Math.min(...lately.filter(({ at }) => last.at - at <= windowMs).map(({ before }) => before));
    return Math.max(0, Math.round((last.after - lowest) * 10) / 10);
  }

  forget(attempt: AttemptId): void {
    this.#lately.forget(attempt);
  }
}
