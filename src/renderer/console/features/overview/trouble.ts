import { type AttemptSummary, isFinished } from '../../../../shared/model/attempt.ts';

/** An attempt as the overview shows it: `openAlerts` counted from the live feed. */
export type Candidate = AttemptSummary;

/** A candidate at work whom the room does not hear. */
export const isMissing = (candidate: Candidate): boolean =>
  !candidate.connected && (candidate.state === 'in_progress' || candidate.state === 'suspended' || candidate.state === 'paused');

/** Should somebody look? Suspended, a raised hand, silent, risky, or with an alert nobody has closed. */
export const needsAttention = (candidate: Candidate): boolean =>
  candidate.hand !== undefined ||
  (!isFinished(candidate.state) &&
    (candidate.state === 'suspended' || isMissing(candidate) || candidate.riskScore >= 50 || candidate.openAlerts > 0));

/**
 * How much somebody is needed there; more is worse. Scores count in steps of five, so that a fading score does not
 * shuffle the cards every second.
 */
function trouble(candidate: Candidate): number {
  const score = Math.round(candidate.riskScore / 5) * 5;
  const hand = candidate.hand === undefined ? 0 : 150;
  if (isFinished(candidate.state)) return score - 1_000 + hand;
  return (
    hand +
    (candidate.state === 'suspended' ? 300 : 0) +
    (isMissing(candidate) ? 120 : 0) +
    score * 2 +
    Math.min(candidate.openAlerts, 10) * 4
  );
}

/** Worst first, then by candidate number. */
export function byTrouble(candidates: readonly Candidate[]): Candidate[] {
  const weights = new Map(candidates.map((candidate) => [candidate.id, trouble(candidate)]));
  const numbers = new Intl.Collator('en', { numeric: true });
  return candidates.toSorted(
    (a, b) => (weights.get(b.id) ?? 0) - (weights.get(a.id) ?? 0) || numbers.compare(a.candidateNumber, b.candidateNumber),
  );
}
