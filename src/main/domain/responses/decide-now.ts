import type { Policy } from '../../../shared/model/policy.ts';
import type { ResponseLevel, RiskState } from '../risk/risk-state.ts';
import { decideLevel } from './decide-level.ts';

export interface DecidedNow {
  readonly risk: RiskState;
  readonly entered: readonly ResponseLevel[];
}

/**
 * Which levels a score enters with this event. A suspension whose last straw was soft, whoever saw it, waits `softWaitsMs` until it
 * is known whether the whole room was hit alike (EV6); undefined: the event is not soft, and suspends at once.
 */
export function decideNow(
  state: RiskState,
  score: number,
  softWaitsMs: number | undefined,
  now: number,
  policy: Policy,
): DecidedNow {
  const { level, entered } = decideLevel(state.level, score, policy);
  if (!entered.includes('suspended')) return { risk: { ...state, level }, entered };
  if (softWaitsMs === undefined) {
    const { suspendAt: _, ...rest } = state;
    return { risk: { ...rest, level }, entered };
  }
  const others = entered.filter((one) => one !== 'suspended');
  const suspendAt = state.suspendAt ?? now + softWaitsMs;
  return { risk: { ...state, level: others.at(-1) ?? state.level, suspendAt }, entered: others };
}
