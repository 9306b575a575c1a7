import type { Policy } from '../../../shared/model/policy.ts';
import { forgive } from '../risk/forgive.ts';
import { addEvidence, explainScore } from '../risk/risk-score.ts';
import { NO_RISK, RESPONSE_LEVELS, type ResponseLevel, type RiskState } from '../risk/risk-state.ts';
import { decideLevel } from './decide-level.ts';

/** One thing a policy would have done. */
export interface SupposedResponse {
  readonly action: string;
  /** Epoch ms. */
  readonly at: number;
  readonly score: number;
  readonly eventType: string;
}

/** An attempt as it would stand under a policy, event by event. */
export interface Supposed {
  readonly risk: RiskState;
  readonly isSuspended: boolean;
  readonly highest: number;
  /** The highest reached. */
  readonly level: ResponseLevel;
  readonly responses: readonly SupposedResponse[];
}

export const NOTHING_SUPPOSED: Supposed = { risk: NO_RISK, isSuspended: false, highest: 0, level: 'none', responses: [] };

/** A list nobody reads to its end. */
const MOST_RESPONSES = 50;
const ACTIONS: Readonly<Record<ResponseLevel, string | undefined>> = {
  none: undefined,
  warned: 'warn',
  high_risk: 'increase_monitoring',
  critical: 'critical_threat',
  suspended: 'suspend',
};

const higher = (a: ResponseLevel, b: ResponseLevel): ResponseLevel =>
  RESPONSE_LEVELS.indexOf(a) >= RESPONSE_LEVELS.indexOf(b) ? a : b;

/** After one more violation: the steps of a live room, without their effects (EV2). Pure. */
export function supposeViolation(before: Supposed, event: { type: string; at: number }, policy: Policy): Supposed {
  const risk = addEvidence(before.risk, event.type, event.at, policy);
  const { score } = explainScore(risk, event.at, policy);
  const change = decideLevel(risk.level, score, policy);
  const responses = [...before.responses];
  let { isSuspended, level } = before;
  for (const entered of change.entered) {
    level = higher(level, entered);
    const action = ACTIONS[entered];
    if (action === undefined || (entered === 'suspended' && isSuspended)) continue;
    // A dry run notes it and goes on, so that it would note it again.
    if (entered === 'suspended' && !policy.dryRun) isSuspended = true;
    if (responses.length < MOST_RESPONSES) responses.push({ action, at: event.at, score, eventType: event.type });
  }
  return {
    risk: { ...risk, level: change.level },
    isSuspended,
    highest: Math.max(before.highest, score),
    level,
    responses,
  };
}

/** After somebody let the attempt go on, as it was recorded; nothing happens to one that this policy would not have suspended. */
export function supposeResumed(before: Supposed, at: number, policy: Policy): Supposed {
  if (!before.isSuspended) return before;
  const risk = forgive(before.risk, at, policy);
  const { level } = decideLevel('none', explainScore(risk, at, policy).score, policy);
  return { ...before, risk: { ...risk, level }, isSuspended: false };
}
