import type { Policy } from '../../../shared/model/policy.ts';
import { weightOf } from '../risk/event-weights.ts';
import { forgive } from '../risk/forgive.ts';
import { addEvidence, explainScore } from '../risk/risk-score.ts';
import { NO_RISK, RESPONSE_LEVELS, type ResponseLevel, type RiskState } from '../risk/risk-state.ts';
import { waitsMs } from '../walls/ether/burst.ts';
import { decideLevel } from './decide-level.ts';
import { decideNow } from './decide-now.ts';
import { withoutReports } from './without-reports.ts';

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
  /** The type of the event for which a suspension waits (EV6). */
  readonly waitsFor?: string | undefined;
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

/** After the time that a suspension waited, if it is over: it comes, or there is nothing left to suspend for. Pure. */
export function supposeWaited(before: Supposed, now: number, policy: Policy): Supposed {
  const { suspendAt, ...risk } = before.risk;
  if (suspendAt === undefined || suspendAt > now) return before;
  const { waitsFor = '', ...settled } = before;
  const { score } = explainScore(risk, suspendAt, policy);
  if (score < policy.thresholds.suspend || before.isSuspended) return { ...settled, risk };
  const response = { action: 'suspend', at: suspendAt, score, eventType: waitsFor };
  return {
    ...settled,
    risk: { ...risk, level: 'suspended' },
    isSuspended: !policy.dryRun,
    level: 'suspended',
    responses: [...before.responses, response].slice(0, MOST_RESPONSES),
  };
}

/** After reports of a type, received at these times, turned out to be part of an incident of the room (EV6). Pure. */
export function supposeExcused(
  earlier: Supposed,
  { type, times, at }: { type: string; times: readonly number[]; at: number },
  policy: Policy,
): Supposed {
  const before = supposeWaited(earlier, at, policy);
  return { ...before, risk: withoutReports(before.risk, { type, times }, at, policy) };
}

/** After one more violation: the steps of a live room, without their effects (EV2). Pure. */
export function supposeViolation(earlier: Supposed, event: { type: string; at: number }, policy: Policy): Supposed {
  const before = supposeWaited(earlier, event.at, policy);
  const counted = addEvidence(before.risk, event.type, event.at, policy);
  const { score } = explainScore(counted, event.at, policy);
  const softWaitsMs = weightOf(event.type, policy).kind === 'soft' ? waitsMs(event.type) : undefined;
  const change = decideNow(counted, score, softWaitsMs, event.at, policy);
  const responses = [...before.responses];
  let { isSuspended, level, waitsFor } = before;
  if (before.risk.suspendAt === undefined && change.risk.suspendAt !== undefined) waitsFor = event.type;
  for (const entered of change.entered) {
    level = higher(level, entered);
    const action = ACTIONS[entered];
    if (action === undefined || (entered === 'suspended' && isSuspended)) continue;
    // A dry run notes it and goes on, so that it would note it again.
    if (entered === 'suspended' && !policy.dryRun) isSuspended = true;
    if (responses.length < MOST_RESPONSES) responses.push({ action, at: event.at, score, eventType: event.type });
  }
  return {
    risk: change.risk,
    isSuspended,
    highest: Math.max(before.highest, score),
    level,
    responses,
    ...(change.risk.suspendAt === undefined ? {} : { waitsFor }),
  };
}

/** After somebody let the attempt go on, as it was recorded; nothing happens to one that this policy would not have suspended. */
export function supposeResumed(before: Supposed, at: number, policy: Policy): Supposed {
  if (!before.isSuspended) return before;
  const risk = forgive(before.risk, at, policy);
  const { level } = decideLevel('none', explainScore(risk, at, policy).score, policy);
  return { ...before, risk: { ...risk, level }, isSuspended: false };
}
