import type { AttemptInExam } from '../attempts/attempt-views.ts';
import { applyPolicy } from '../responses/apply-policy.ts';
import { settleWait } from '../responses/suspend-waiting.ts';
import type { Work } from '../work.ts';

/** What a service saw of an attempt, as it counts. */
export interface CountedServiceEvent {
  readonly type: string;
  readonly offline?: boolean | undefined;
  /** `service:<name>`. */
  readonly source: string;
  /** What of the service saw it. */
  readonly from: string;
}

/** Lets it count like what the candidate's own client saw (EV2, EV3). */
export function countServiceEvent(work: Work, before: AttemptInExam, { type, offline, source, from }: CountedServiceEvent): void {
  const whole = settleWait(work, before);
  const seen = { ...whole.attempt, lastEventType: type, lastEventAt: work.now };
  applyPolicy(work, { ...whole, attempt: seen }, { source, type, offline, data: { source: from } });
}
