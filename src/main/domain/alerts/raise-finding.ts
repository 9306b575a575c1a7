import { wordsFor } from '../../../shared/model/event-words.ts';
import type { SessionId, UserId } from '../../../shared/model/ids.ts';
import { findAttempt } from '../attempts/find-attempt.ts';
import { showFinding } from '../attempts/observe.ts';
import type { Finding } from '../walls/finding.ts';
import type { Work } from '../work.ts';
import { raiseAlert } from './raise-alert.ts';

const GROUPED_MS = 5 * 60_000;
const MOST_REASONS = 10;

/** Tells staff what a wall noticed: once for each subject and kind, counting up while it goes on (W1-W5, AL1). */
export function raiseFinding(work: Work, finding: Finding, times = 1): void {
  const { wall, type, severity, confidence, subject, reasons } = finding;
  const userId = subject.user as UserId | undefined;
  const known = userId && work.store.users.byId(userId) ? userId : undefined;
  const session = subject.session === undefined ? undefined : work.store.sessions.byId(subject.session as SessionId);
  const attempt = session?.attemptId && work.store.attempts.byId(session.attemptId);
  raiseAlert(work, {
    type,
    severity,
    title: wordsFor(type),
    message: reasons[0] ?? wordsFor(type),
    source: wall,
    reasons: reasons.slice(0, MOST_REASONS),
    userId: known,
    sessionId: session?.id,
    ...(attempt ? { attemptId: attempt.id, examId: attempt.examId } : {}),
    ip: known && finding.isOwnAddress ? undefined : subject.ip,
    data: { confidence },
    times,
    groupingKey: `${wall}:${type}:${subject.session ?? known ?? subject.ip ?? ''}`,
    groupingMs: GROUPED_MS,
  });
  if (attempt) showFinding(work, findAttempt(work.store, attempt.id), { type, severity, sessionId: session?.id });
}
