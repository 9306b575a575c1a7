import { ROOM_REASONS } from '../../../shared/model/event-words.ts';
import { type AttemptInExam, emitAttemptState } from '../attempts/attempt-views.ts';
import { notify } from '../notifications/notify.ts';
import type { Attempt } from '../records.ts';
import { recordResponse } from '../responses/record-response.ts';
import { explainScore } from '../risk/risk-score.ts';
import { RESPONSE_LEVELS, type ResponseLevel } from '../risk/risk-state.ts';
import type { Work } from '../work.ts';

const isBelow = (level: ResponseLevel, other: ResponseLevel): boolean =>
  RESPONSE_LEVELS.indexOf(level) < RESPONSE_LEVELS.indexOf(other);

/**
 * What a policy did at once to a candidate for what turned out to be the room's doing is taken back with it (EV6): warnings and closer
 * supervision do not wait as suspensions do, so nobody may be left under them. `whole` is the attempt without the reports, `before` the
 * level it was at with them. What a person ordered stays. Returns the attempt as it is afterwards, not stored.
 */
export function takeBack(work: Work, whole: AttemptInExam, before: ResponseLevel): Attempt {
  const { attempt, exam } = whole;
  const { level, isWatchedByScore, ...risk } = attempt.risk;
  const isEased = isWatchedByScore === true && isBelow(level, 'high_risk');
  const wasWarned = isBelow(level, 'warned') && !isBelow(before, 'warned');
  if (exam.policy.dryRun || (!isEased && !wasWarned)) return attempt;
  const after: Attempt = isEased ? { ...attempt, monitoring: 'normal', risk: { ...risk, level } } : attempt;
  if (isEased) {
    const { score } = explainScore(after.risk, work.now, exam.policy);
    recordResponse(work, after, { action: 'restore_monitoring', riskScore: score, reason: ROOM_REASONS.room_incident });
    emitAttemptState(work, { ...whole, attempt: after });
  }
  notify(work, [attempt.userId], {
    type: 'security_alert',
    title: 'A warning does not count',
    message: 'It happened to several candidates at the same moment: it is held against nobody.',
    severity: 'info',
    data: { event: 'warning_taken_back', examId: exam.id, attemptId: attempt.id },
  });
  return after;
}
