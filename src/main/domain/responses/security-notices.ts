import type { AlertId } from '../../../shared/model/ids.ts';
import type { Severity } from '../../../shared/model/severity.ts';
import { toIso } from '../../../shared/model/time.ts';
import type { AnonymousSecurityEvent, CandidateSecurityEvent, StaffSecurityEvent } from '../../../shared/protocol/events.ts';
import { type AttemptInExam, liveSession } from '../attempts/attempt-views.ts';
import { personName } from '../identity/person-name.ts';
import type { Work } from '../work.ts';

/** One exam-security event before it is shaped for its readers (protocol 2). */
export interface Notice {
  readonly type: string;
  readonly severity: Severity;
  readonly title: string;
  readonly message: string;
  readonly reasons: readonly string[];
  readonly riskScore: number;
  readonly alertId?: AlertId | undefined;
  readonly data?: Record<string, unknown>;
}

/** To everybody in the exam: its own id, and nobody is named. */
export function forEverybody(
  work: Work,
  { exam }: AttemptInExam,
  { type, severity, title, message }: Pick<Notice, 'type' | 'severity' | 'title' | 'message'>,
): AnonymousSecurityEvent {
  return { id: work.ids.next(), type, severity, title, message, examId: exam.id, timestamp: toIso(work.now) };
}

/** To the candidate concerned: no score, no name, no alert. */
export function forCandidate(work: Work, whole: AttemptInExam, notice: Notice): CandidateSecurityEvent {
  const { attempt } = whole;
  const session = liveSession(work.store, attempt);
  return {
    ...forEverybody(work, whole, notice),
    attemptId: attempt.id,
    ...(session ? { sessionId: session.id } : {}),
    userId: attempt.userId,
    reasons: [...notice.reasons],
  };
}

/** To staff: all of it. */
export function forStaff(work: Work, whole: AttemptInExam, notice: Notice): StaffSecurityEvent {
  const userName = personName(work.store, whole.attempt.userId);
  return {
    ...forCandidate(work, whole, notice),
    ...(userName ? { userName } : {}),
    riskScore: notice.riskScore,
    ...(notice.alertId ? { alertId: notice.alertId } : {}),
    ...(notice.data ? { data: notice.data } : {}),
  };
}
