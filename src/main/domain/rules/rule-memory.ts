import type { AttemptId } from '../../../shared/model/ids.ts';
import type { RuleId } from '../../../shared/model/rule.ts';
import type { Store } from '../store.ts';
import { matches, type SeenEvent } from './matches.ts';
import type { RuleRepo, StoredRule } from './rule-store.ts';
import { asksForScores, Scores } from './scores.ts';
import { type Counted, Tally, type Whose } from './tally.ts';

/** A rule that has seen enough. */
export interface Fired {
  readonly rule: StoredRule;
  readonly events: readonly Counted[];
}

interface Watching {
  readonly rule: StoredRule;
  readonly tally: Tally;
}

const NOTHING: readonly Fired[] = [];

/** What the enabled rules of a room remember. Bounded, whatever is sent; made again from the stored events after a restart. */
export class RuleMemory {
  readonly #repo: RuleRepo;
  readonly #stands: ((place: number) => boolean) | undefined;
  readonly #scores = new Scores();
  #asksForScores = false;
  #of: readonly StoredRule[] | undefined;
  #watching = new Map<RuleId, Watching>();
  #ofEveryType: Watching[] = [];
  #byType = new Map<string, Watching[]>();

  /** `stands`: is what was noted between two events still there? */
  constructor(repo: RuleRepo, stands?: (place: number) => boolean) {
    this.#repo = repo;
    this.#stands = stands;
  }

  /** Shows one stored event to the rules it may concern; those that fire, oldest rule first. `see` is asked only when there is one. */
  show(type: string, whose: Whose, event: Counted, see: () => SeenEvent): readonly Fired[] {
    this.#followChanges();
    const watching = this.#byType.get(type) ?? this.#ofEveryType;
    if (watching.length === 0) return NOTHING;
    const seen = see();
    const fired: Fired[] = [];
    for (const { rule, tally } of watching) {
      if (event.number <= rule.countsAfter || !matches(seen, rule.rule.when)) continue;
      const events = tally.add(whose, event);
      if (events) fired.push({ rule, events });
    }
    return fired;
  }

  /** Does an enabled rule look at scores? Only then are they to be shown. */
  asksForScores(): boolean {
    this.#followChanges();
    return this.#asksForScores;
  }

  get scores(): Scores {
    return this.#scores;
  }

  /**
   * Lets something count that was matched elsewhere already, for the rules of these ids: a record holds of other sittings that much
   * and no more.
   */
  count(ids: readonly RuleId[], whose: Whose, event: Counted): readonly Fired[] {
    this.#followChanges();
    return ids.flatMap((id): Fired[] => {
      const watching = this.#watching.get(id);
      const events = watching?.tally.add(whose, event);
      return watching && events ? [{ rule: watching.rule, events }] : [];
    });
  }

  forget(attempt: AttemptId): void {
    this.#scores.forget(attempt);
    for (const { tally } of this.#watching.values()) tally.forget(attempt);
  }

  /** The rule was written anew: it begins with nothing. */
  forgetRule(id: RuleId): void {
    this.#followChanges();
    this.#watching.get(id)?.tally.clear();
  }

  /** A rule that is as it was keeps what it remembers; another one begins with nothing. */
  #followChanges(): void {
    const enabled = this.#repo.enabled();
    if (enabled === this.#of) return;
    this.#of = enabled;
    const before = this.#watching;
    this.#watching = new Map();
    for (const rule of enabled) {
      const known = before.get(rule.id);
      const isSame = known?.rule.countsAfter === rule.countsAfter && known.rule.changedAt === rule.changedAt;
      this.#watching.set(rule.id, { rule, tally: known && isSame ? known.tally : new Tally(rule.rule.when, this.#stands) });
    }
    this.#asksForScores = enabled.some(({ rule }) => asksForScores(rule.when));
    const all = [...this.#watching.values()];
    this.#ofEveryType = all.filter(({ rule }) => rule.rule.when.types.length === 0);
    const named = new Set(all.flatMap(({ rule }) => rule.rule.when.types));
    const concerns = ({ types }: { types: readonly string[] }, type: string) => types.length === 0 || types.includes(type);
    this.#byType = new Map([...named].map((type) => [type, all.filter(({ rule }) => concerns(rule.rule.when, type))]));
  }
}

const memories = new WeakMap<RuleRepo, RuleMemory>();

/** What the rules of this store remember: one memory a store, gone with it. */
export function memoryOf({ rules: repo, course }: Pick<Store, 'rules' | 'course'>): RuleMemory {
  const known = memories.get(repo);
  if (known) return known;
  const made = new RuleMemory(repo, course.stands);
  memories.set(repo, made);
  return made;
}
