import type { AttemptInExam } from '../attempts/attempt-views.ts';
import { observe } from '../attempts/observe.ts';
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
  const attempt = { ...before.attempt, lastEventType: type, lastEventAt: work.now };
  observe(work, { ...before, attempt }, { source, type, offline, data: { source: from } });
}
