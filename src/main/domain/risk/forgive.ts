import type { Policy } from '../../../shared/model/policy.ts';
import { explainScore } from './risk-score.ts';
import type { RiskState } from './risk-state.ts';

/** What a resumed attempt may keep of the score that suspends: room for one slip, none for going on as before. */
const KEPT_SHARE = 2 / 3;
/** Halvings of the search: a part in a million of the evidence is no tenth of a point. */
const STEPS = 20;

const weighed = (state: RiskState, share: number): RiskState => ({
  ...state,
  evidence: Object.fromEntries(
    Object.entries(state.evidence).map(([type, evidence]) => [
      type,
      {
        ...evidence,
        mass: evidence.mass * share,
        ...(evidence.earlier ? { earlier: { ...evidence.earlier, points: evidence.earlier.points * share } } : {}),
      },
    ]),
  ),
});

/**
 * The state after somebody decided that the attempt goes on: all evidence weighs less, in one proportion and no more than
 * needed, so that the score is at most two thirds of the one that suspends. Types, counts and times stay, so that it can
 * still be explained; a score below that stays as it is. The level is for the caller to decide anew (EV2, EV3).
 */
export function forgive(state: RiskState, now: number, policy: Policy): RiskState {
  const most = policy.thresholds.suspend * KEPT_SHARE;
  const scoreAt = (share: number): number => explainScore(weighed(state, share), now, policy).score;
  if (scoreAt(1) <= most) return state;
  // The score rises with the share but not in proportion, because repeats saturate: searched, not computed.
  let [enough, tooMuch] = [0, 1];
  for (let step = 0; step < STEPS; step++) {
    const share = (enough + tooMuch) / 2;
    if (scoreAt(share) <= most) enough = share;
    else tooMuch = share;
  }
  return weighed(state, enough);
}
