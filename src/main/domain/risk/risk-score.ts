import type { RiskContribution } from '../../../shared/model/attempt.ts';
import type { Policy } from '../../../shared/model/policy.ts';
import { toIso } from '../../../shared/model/time.ts';
import { evidenceKey, weightOf } from './event-weights.ts';
import type { Evidence, RiskState } from './risk-state.ts';

const round = (points: number): number => Math.round(points * 10) / 10;

/** How much of what was there at `at` is left. */
const leftOf = (at: number, now: number, halfLifeMs: number): number => 2 ** (-Math.max(0, now - at) / halfLifeMs);

/** What is left of a piece of evidence at `now`; a clock that went back takes nothing and gives nothing. */
function decayedMass(evidence: Evidence, now: number, halfLifeMs: number): number {
  return evidence.mass * leftOf(evidence.at, now, halfLifeMs);
}

/** Repeats saturate: one sure event counts once, endless ones twice. Rises with the mass, never jumps. */
const saturation = (mass: number): number => 1 - 2 ** -mass;

/** What was counted under an earlier policy is where repeats go on from, towards the same end: twice the weight. */
const grown = (earlier: number, weight: number, mass: number): number =>
  earlier + Math.max(0, 2 * weight - earlier) * saturation(mass);

/** The state after one more event of a type (EV2). */
export function addEvidence(state: RiskState, type: string, now: number, policy: Policy): RiskState {
  const key = evidenceKey(type, policy);
  const before = state.evidence[key];
  const mass = before ? decayedMass(before, now, policy.halfLifeMinutes * 60_000) : 0;
  const evidence: Evidence = {
    mass: mass + weightOf(type, policy).confidence,
    at: Math.max(now, before?.at ?? 0),
    count: (before?.count ?? 0) + 1,
    ...(before?.earlier ? { earlier: before.earlier } : {}),
  };
  return { ...state, evidence: { ...state.evidence, [key]: evidence } };
}

/**
 * The state as if so many events of a type, received at these times, had not happened: what turned out to be nobody's doing
 * must not weigh (EV6). What was forgiven meanwhile is not taken twice.
 */
export function withdrawEvidence(state: RiskState, type: string, receivedAt: readonly number[], policy: Policy): RiskState {
  const key = evidenceKey(type, policy);
  const before = state.evidence[key];
  if (!before) return state;
  const { [key]: _, ...others } = state.evidence;
  const count = before.count - receivedAt.length;
  if (count <= 0) return { ...state, evidence: others };
  const { confidence } = weightOf(type, policy);
  const halfLifeMs = policy.halfLifeMinutes * 60_000;
  const taken = receivedAt.reduce((sum, at) => sum + decayedMass({ mass: confidence, at, count: 1 }, before.at, halfLifeMs), 0);
  return { ...state, evidence: { ...state.evidence, [key]: { ...before, mass: Math.max(0, before.mass - taken), count } } };
}

/** One share of a score; caps have no time. */
export interface Contribution extends Omit<RiskContribution, 'lastAt'> {
  /** Epoch ms. */
  readonly lastAt?: number;
}

/** A score and what it is made of; the contributions add up to the score exactly, to a tenth of a point. */
export interface ExplainedScore {
  readonly score: number;
  readonly contributions: readonly Contribution[];
}

/** The contribution as it stands on the wire. */
export const toRiskContribution = ({ lastAt, ...facts }: Contribution): RiskContribution => ({
  ...facts,
  ...(lastAt === undefined ? {} : { lastAt: toIso(lastAt) }),
});

/** The score of an attempt at a moment, 0..100, explained, largest contribution first (EV2). */
export function explainScore(state: RiskState, now: number, policy: Policy): ExplainedScore {
  const halfLifeMs = policy.halfLifeMinutes * 60_000;
  const contributions: Contribution[] = [];
  let softPoints = 0;
  let earlierSoft = 0;
  let points = 0;
  for (const [type, evidence] of Object.entries(state.evidence)) {
    const weight = weightOf(type, policy);
    const { earlier } = evidence;
    const before = earlier ? round(earlier.points * leftOf(earlier.at, now, halfLifeMs)) : 0;
    const contribution = round(grown(before, weight.weight, decayedMass(evidence, now, halfLifeMs)));
    if (contribution === 0) continue;
    points += contribution;
    if (earlier?.isSoft) earlierSoft += before;
    softPoints += (earlier?.isSoft ? before : 0) + (weight.kind === 'soft' ? contribution - before : 0);
    contributions.push({ type, points: contribution, count: evidence.count, kind: weight.kind, lastAt: evidence.at });
  }
  contributions.sort((a, b) => b.points - a.points);
  // A hint is evidence, never a verdict: what soft signals add together is capped, and the cap is shown as a line of its own.
  // What an earlier policy let pass is not cut by a lower cap now.
  const overSoft = round(Math.max(0, softPoints - Math.max(policy.softCap, earlierSoft)));
  if (overSoft > 0) contributions.push({ type: 'soft_cap', points: -overSoft, count: 1, kind: 'cap' });
  const overFull = round(Math.max(0, points - overSoft - 100));
  if (overFull > 0) contributions.push({ type: 'full', points: -overFull, count: 1, kind: 'cap' });
  return { score: round(points - overSoft - overFull), contributions };
}
