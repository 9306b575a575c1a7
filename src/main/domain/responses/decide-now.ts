import type { Policy } from '../../../shared/model/policy.ts';
import type { ResponseLevel, RiskState } from '../risk/risk-state.ts';
import { SUSPENSION_WAITS_MS } from '../walls/ether/burst.ts';
import { decideLevel } from './decide-level.ts';

export interface DecidedNow {
  readonly risk: RiskState;
  readonly entered: readonly ResponseLevel[];
}

/**
 * Which levels a score enters with this event. A suspension whose last straw was soft waits until it is known whether the whole
 * room was hit alike (EV6); whatever is not soft suspends at once.
 */
export function decideNow(state: RiskState, score: number, isSoft: boolean, now: number, policy: Policy): DecidedNow {
  const { level, entered } = decideLevel(state.level, score, policy);
  if (!entered.includes('suspended')) return { risk: { ...state, level }, entered };
  if (!isSoft) {
    const { suspendAt: _, ...rest } = state;
    return { risk: { ...rest, level }, entered };
  }
  const others = entered.filter((one) => one !== 'suspended');
  const suspendAt = state.suspendAt ?? now + SUSPENSION_WAITS_MS;
  return { risk: { ...state, level: others.at(-1) ?? state.level, suspendAt }, entered: others };
}
