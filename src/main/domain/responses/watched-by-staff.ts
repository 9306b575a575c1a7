import type { Monitoring } from '../../../shared/model/attempt.ts';
import type { Attempt } from '../records.ts';

/** The attempt watched as a person decided: from now on the score eases nothing by itself. */
export function watchedByStaff(attempt: Attempt, monitoring: Monitoring): Attempt {
  const { isWatchedByScore: _, ...risk } = attempt.risk;
  return { ...attempt, monitoring, risk };
}
