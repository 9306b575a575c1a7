import type { Policy } from '../../../shared/model/policy.ts';
import type { Attempt } from '../records.ts';
import { settle } from '../risk/settle.ts';
import type { Work } from '../work.ts';

/** Before a policy is changed: what was counted under it stays as it is (EV2). */
export function settleAttempts(work: Work, attempts: Iterable<Attempt>, policy: Policy): void {
  for (const attempt of attempts) {
    if (Object.keys(attempt.risk.evidence).length === 0) continue;
    work.store.attempts.update({ ...attempt, risk: settle(attempt.risk, work.now, policy) });
  }
}
