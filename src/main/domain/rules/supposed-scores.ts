import type { AttemptId } from '../../../shared/model/ids.ts';
import type { Policy } from '../../../shared/model/policy.ts';
import { NOTHING_SUPPOSED, type Supposed, supposeResumed, supposeViolation } from '../responses/what-if.ts';
import { explainScore } from '../risk/risk-score.ts';
import { Scores } from './scores.ts';

/** One violation of an attempt, in its place. */
export interface SupposedReport {
  readonly attempt: AttemptId;
  readonly type: string;
  readonly number: number;
  /** Epoch ms. */
  readonly at: number;
  readonly violation: boolean;
  /** Findings of walls weigh nothing. */
  readonly weighs: boolean;
}

/**
 * Scores as recorded reports give them, for trying a rule on history: the weights and decay of the policy that held then, without
 * what incidents of the room took back.
 */
export class SupposedScores {
  readonly #attempts = new Map<AttemptId, Supposed>();
  readonly #scores = new Scores();

  /** The score once the report has counted. */
  add({ attempt, type, number, at, violation, weighs }: SupposedReport, policy: Policy): number {
    const before = this.#attempts.get(attempt) ?? NOTHING_SUPPOSED;
    const after = violation && weighs ? supposeViolation(before, { type, at }, policy) : before;
    this.#attempts.set(attempt, { ...after, responses: [] });
    const scoreOf = ({ risk }: Supposed): number => explainScore(risk, at, policy).score;
    const score = scoreOf(after);
    this.#scores.add(attempt, { number, at, before: scoreOf(before), after: score });
    return score;
  }

  rise(attempt: AttemptId, windowMs: number): number {
    return this.#scores.rise(attempt, windowMs);
  }

  resume(attempt: AttemptId, at: number, policy: Policy): void {
    const before = this.#attempts.get(attempt);
    if (before) this.#attempts.set(attempt, supposeResumed({ ...before, isSuspended: true }, at, policy));
    this.#scores.forget(attempt);
  }
}
