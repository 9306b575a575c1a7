import type { Policy } from '../../../shared/model/policy.ts';
import { weightOf } from './event-weights.ts';
import { explainScore } from './risk-score.ts';
import type { Evidence, RiskState } from './risk-state.ts';

/**
 * The state at the moment its policy is changed: what was counted so far is kept as points, cut to the caps that held, so that
 * no other policy ever judges it. The score stays as it is, to the tenth that rounding takes; counts and times stay too.
 */
export function settle(state: RiskState, now: number, policy: Policy): RiskState {
  const { contributions } = explainScore(state, now, policy);
  const lines = contributions.filter(({ kind }) => kind !== 'cap');
  if (lines.length === 0) return { ...state, evidence: {} };
  const isSoft = (type: string): boolean => {
    const earlier = state.evidence[type]?.earlier;
    return earlier && earlier.points > 0 ? earlier.isSoft : weightOf(type, policy).kind === 'soft';
  };
  const cut = (name: string): number => -(contributions.find(({ type, kind }) => kind === 'cap' && type === name)?.points ?? 0);
  const sum = (some: typeof lines): number => some.reduce((total, { points }) => total + points, 0);
  const soft = sum(lines.filter(({ type }) => isSoft(type)));
  const softShare = soft > 0 ? Math.max(0, 1 - cut('soft_cap') / soft) : 1;
  const capped = sum(lines) - cut('soft_cap');
  const share = capped > 0 ? Math.max(0, 1 - cut('full') / capped) : 1;
  const evidence: Record<string, Evidence> = {};
  for (const { type, points } of lines) {
    const { at = now, count = 1 } = state.evidence[type] ?? {};
    const kept = points * share * (isSoft(type) ? softShare : 1);
    evidence[type] = { mass: 0, at, count, earlier: { points: kept, at: now, isSoft: isSoft(type) } };
  }
  return { ...state, evidence };
}
