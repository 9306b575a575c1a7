import type { ExamId, SittingId } from '../../../shared/model/ids.ts';
import type { RuleId } from '../../../shared/model/rule.ts';
import type { PlacedEntry } from '../course/course-store.ts';
import type { Policies } from '../course/policies.ts';
import { severityOf } from '../risk/event-weights.ts';
import { matches } from '../rules/matches.ts';
import type { Recorded } from '../rules/recorded.ts';
import type { StoredRule } from '../rules/rule-store.ts';
import { Scores } from '../rules/scores.ts';
import type { Store } from '../store.ts';

/** What other sittings add to rules that count over an exam or the whole room. */
export interface Elsewhere {
  /** A rule stands like that from here on; undefined: it is gone. */
  follow(id: RuleId, rule: StoredRule | undefined): void;
  /** For which rules it counted. */
  countedFor(recorded: Recorded): RuleId[];
}

const isWide = ({ enabled, rule }: StoredRule): boolean => enabled && (rule.when.per === 'exam' || rule.when.per === 'room');

/** Matches with everything that was known of an event that day; a record holds only for which rules it counted. */
export function createElsewhere(examId: ExamId, entries: readonly PlacedEntry[], policies: Policies): Elsewhere {
  const wide = new Map<RuleId, StoredRule>();
  const scores = new Scores();
  const scored = new Map(entries.flatMap((entry) => (entry.kind === 'scored' ? [[entry.number, entry] as const] : [])));
  return {
    follow: (id, rule) => {
      if (rule && isWide(rule)) wide.set(id, rule);
      else wide.delete(id);
    },
    countedFor: ({ number, at, attempt, exam, seen }) => {
      const score = scored.get(number);
      if (score) scores.add(attempt, { ...score, at });
      const policy = policies.at(exam, number);
      if (!policy || wide.size === 0) return [];
      const facts = {
        ...seen,
        examId: exam,
        severity: seen.severity ?? severityOf(seen.type, policy),
        offline: seen.offline ?? false,
        score: score?.after,
        rise: (windowMs: number) => scores.rise(attempt, windowMs),
      };
      // A rule over exams counts each by itself.
      const concerns = ({ rule: { when } }: StoredRule): boolean => when.per === 'room' || exam === examId;
      return [...wide.values()].filter((rule) => concerns(rule) && matches(facts, rule.rule.when)).map(({ id }) => id);
    },
  };
}

/** Which sitting an attempt is part of; undefined when it is gone. */
export const sittingOf = ({ attempts }: Pick<Store, 'attempts'>, { attempt }: Recorded): SittingId | undefined =>
  attempts.byId(attempt)?.sittingId;
