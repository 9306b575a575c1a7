import type { Policy } from '../../../shared/model/policy.ts';
import { explainScore, withdrawEvidence } from '../risk/risk-score.ts';
import type { RiskState } from '../risk/risk-state.ts';
import { waitsMs } from '../walls/ether/burst.ts';
import { levelLeft } from './decide-level.ts';

/**
 * The state as if these reports of a type (when they were received) had not been made: they were the room's doing (EV6). What is soft
 * beside them has not been waited for as long: a suspension that waits begins to wait anew, or has nothing left to wait for. Pure.
 */
export function withoutReports(
  state: RiskState,
  { type, times }: { readonly type: string; readonly times: readonly number[] },
  now: number,
  policy: Policy,
): RiskState {
  const { suspendAt, ...risk } = withdrawEvidence(state, type, times, policy);
  const { score } = explainScore(risk, now, policy);
  const level = levelLeft(risk.level, score, policy);
  const isStillDue = suspendAt !== undefined && score >= policy.thresholds.suspend;
  return { ...risk, level, ...(isStillDue ? { suspendAt: Math.max(suspendAt, now + waitsMs(type)) } : {}) };
}
