import type { Policy } from '../../../shared/model/policy.ts';
import type { Attempt } from '../records.ts';
import { settle } from '../risk/settle.ts';
import type { Work } from '../work.ts';

/**
 * Before a policy is changed: what was counted under it stays as it is (EV2). Where it was only tried, none of the levels had its
 * responses: they are entered with the next event (EV3).
 */
export function settleAttempts(work: Work, attempts: Iterable<Attempt>, policy: Policy, next: Policy): void {
  const isInEarnestNow = policy.dryRun && !next.dryRun;
  for (const attempt of attempts) {
    if (Object.keys(attempt.risk.evidence).length === 0) continue;
    const risk = settle(attempt.risk, work.now, policy);
    work.store.attempts.update({ ...attempt, risk: isInEarnestNow ? { ...risk, level: 'none' } : risk });
  }
}
