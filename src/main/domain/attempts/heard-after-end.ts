import { wordsFor } from '../../../shared/model/event-words.ts';
import type { SessionId } from '../../../shared/model/ids.ts';
import type { SecurityEventInput } from '../../../shared/model/security-event.ts';
import { raiseAlert } from '../alerts/raise-alert.ts';
import { isViolation } from '../risk/event-weights.ts';
import { judgeAfterEnd } from '../walls/ether/after-end.ts';
import { isOfTheNetwork } from '../walls/ether/burst.ts';
import type { Work } from '../work.ts';
import type { AttemptInExam } from './attempt-views.ts';
import { showFinding } from './observe.ts';

const TYPE = 'late_reports';
/** All that one outbox held is one alert. */
const GROUPED_MS = 24 * 60 * 60_000;

/**
 * A report of an attempt that is over was stored. Made offline before the end, it is told to staff, once an attempt and counted up, so
 * that somebody looks before results go out; it is added to no score. One that claims a later time is testimony and no more (EV5).
 */
export function heardAfterEnd(
  work: Work,
  whole: AttemptInExam,
  sessionId: SessionId,
  event: SecurityEventInput & { readonly number: number },
): void {
  const { attempt, exam } = whole;
  const { type, occurredAt, offline = false, number } = event;
  if (attempt.finishedAt === undefined || !isViolation(type) || isOfTheNetwork(type)) return;
  if (judgeAfterEnd({ occurredAt: Date.parse(occurredAt), offline, endedAt: attempt.finishedAt }) !== 'late') return;
  raiseAlert(work, {
    type: TYPE,
    severity: 'low',
    title: wordsFor(TYPE),
    message: `${wordsFor(TYPE)}; the last one: ${wordsFor(type)}.`,
    source: 'ether',
    reasons: [wordsFor(TYPE), wordsFor(type)],
    examId: exam.id,
    attemptId: attempt.id,
    sessionId,
    userId: attempt.userId,
    data: { eventType: type },
    groupingKey: `${attempt.id}:${TYPE}:ether`,
    groupingMs: GROUPED_MS,
  });
  showFinding(work, whole, { type: TYPE, severity: 'low', sessionId }, number);
}
