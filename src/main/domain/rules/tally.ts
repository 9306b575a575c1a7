import type { AttemptId, ExamId, SessionId } from '../../../shared/model/ids.ts';
import type { RuleCondition } from '../../../shared/model/rule.ts';
import { BoundedMemory } from '../walls/bounded-memory.ts';

/** One event that counted for a rule. */
export interface Counted {
  /** Of the stored event, or the place of what stands between two (course): they rise. */
  readonly number: number;
  /** Epoch ms. */
  readonly at: number;
  readonly attempt: AttemptId;
}

/** Whose event it is. */
export interface Whose {
  /** Undefined when nobody was signed in: it counts as the attempt's own then. */
  readonly session: SessionId | undefined;
  readonly attempt: AttemptId;
  readonly exam: ExamId;
}

/** So many sessions, attempts or exams are remembered for each rule; the one silent for longest is forgotten first. */
const MOST_KEYS = 2_000;

/** What is counted together: a condition for each session counts an attempt where no session is known. */
export function keyOf({ per }: RuleCondition, whose: Whose): string {
  if (per === 'room') return 'room';
  return per === 'session' ? (whose.session ?? whose.attempt) : whose[per];
}

/**
 * What a rule remembers: for each session, attempt, exam or the room the last events that counted, no more than it asks for. It
 * is a function of the stored events alone, those of the last window: after a restart they are shown again and it is the same.
 */
export class Tally {
  readonly #stands: (place: number) => boolean;
  readonly #condition: RuleCondition;
  readonly #windowMs: number;
  readonly #counted = new BoundedMemory<string, Counted[]>(MOST_KEYS, () => []);

  /** `stands`: is what was counted between two events still there? */
  constructor(condition: RuleCondition, stands: (place: number) => boolean = () => true) {
    this.#stands = stands;
    this.#condition = condition;
    this.#windowMs = condition.windowSeconds * 1000;
  }

  /** One more event counts. The events that make the rule fire with it, oldest first; undefined when it does not. */
  add(whose: Whose, event: Counted): readonly Counted[] | undefined {
    const { count, candidates = 1 } = this.#condition;
    const counted = this.#counted.of(keyOf(this.#condition, whose));
    // Numbers rise: what stands here with this one or a later belongs to work that was undone.
    for (let last = counted.at(-1); last && (last.number >= event.number || !this.#isThere(last.number)); last = counted.at(-1))
      counted.pop();
    counted.push(event);
    // Some more than are asked for, so that enough are left when the last ones are undone.
    if (counted.length > count * 2) counted.splice(0, count);
    const first = counted[counted.length - count];
    if (!first || event.at - first.at > this.#windowMs) return undefined;
    const last = counted.slice(-count);
    return candidates > 1 && new Set(last.map(({ attempt }) => attempt)).size < candidates ? undefined : last;
  }

  #isThere(number: number): boolean {
    return Number.isInteger(number) || this.#stands(number);
  }

  clear(): void {
    for (const [key] of [...this.#counted.entries()]) this.#counted.forget(key);
  }

  /** Somebody decided that the attempt goes on: what it did until then does not count against it again. */
  forget(attempt: AttemptId): void {
    if (this.#condition.per !== 'session' && this.#condition.per !== 'attempt') return;
    for (const [key, counted] of this.#counted.entries()) if (counted[0]?.attempt === attempt) this.#counted.forget(key);
  }
}
