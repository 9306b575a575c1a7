import type { AlertId } from '../../../shared/model/ids.ts';
import { examRoom, userRoom } from '../../../shared/protocol/events.ts';
import { type AttemptInExam, emitAttemptState } from '../attempts/attempt-views.ts';
import type { Attempt } from '../records.ts';
import type { Work } from '../work.ts';
import { recordResponse } from './record-response.ts';
import { forCandidate, forEverybody, forStaff, type Notice } from './security-notices.ts';
import { suspended } from './suspend.ts';
import { warnCandidate } from './warn-candidate.ts';

/** Why something is done to an attempt by itself. */
export interface Cause {
  /** For staff: what decided it. */
  readonly reason: string;
  /** For the candidate, in plain words. */
  readonly plain: readonly string[];
  readonly riskScore: number;
  readonly alertId: AlertId;
}

/** The policy of the exam may ask that nothing is done and all is noted (EV3). */
const isDry = ({ exam }: AttemptInExam): boolean => exam.policy.dryRun;

function record(work: Work, whole: AttemptInExam, action: string, { reason, riskScore }: Cause): void {
  recordResponse(work, whole.attempt, { action, reason, riskScore, dryRun: isDry(whole) });
}

function tell(
  work: Work,
  whole: AttemptInExam,
  cause: Cause,
  notice: Pick<Notice, 'severity' | 'title' | 'message'> & {
    type: 'monitoring_increased' | 'session_suspended';
  },
): void {
  const { riskScore, plain } = cause;
  const payload = forCandidate(work, whole, { ...notice, riskScore, reasons: plain });
  work.emit({ name: notice.type, payload, rooms: [userRoom(whole.attempt.userId)] });
}

/** Warns the candidate. */
export function warnByItself(work: Work, whole: AttemptInExam, cause: Cause, message?: string): Attempt {
  record(work, whole, 'warn', cause);
  if (!isDry(whole)) {
    warnCandidate(work, whole, {
      severity: 'medium',
      title: 'A warning',
      message: message?.trim() || 'Please stay in the exam and keep to its rules.',
      riskScore: cause.riskScore,
      reasons: cause.plain,
    });
  }
  return whole.attempt;
}

/** Watches the candidate more closely. */
export function increaseByItself(work: Work, whole: AttemptInExam, cause: Cause): Attempt {
  if (whole.attempt.monitoring !== 'normal') return whole.attempt;
  record(work, whole, 'increase_monitoring', cause);
  if (isDry(whole)) return whole.attempt;
  tell(work, whole, cause, {
    type: 'monitoring_increased',
    severity: 'high',
    title: 'Closer supervision',
    message: 'This exam is now being watched more closely.',
  });
  return { ...whole.attempt, monitoring: 'increased' };
}

/** Suspends the attempt until a proctor decides, and tells everybody whom the contract names. */
export function suspendByItself(work: Work, whole: AttemptInExam, cause: Cause): Attempt {
  const { attempt, exam } = whole;
  if (attempt.state === 'suspended') return attempt;
  record(work, whole, 'suspend', cause);
  if (isDry(whole)) return attempt;
  const type = 'auto_suspend_triggered';
  const { reason, riskScore, alertId, plain } = cause;
  const notice: Notice = {
    type,
    severity: 'critical',
    title: 'Suspended automatically',
    message: 'A rule suspended the attempt; a proctor decides how it goes on.',
    reasons: [reason],
    riskScore,
    alertId,
  };
  work.emit({ name: type, payload: forStaff(work, whole, notice), rooms: ['admin-dashboard'] });
  const everybody = {
    type,
    severity: notice.severity,
    title: 'A candidate was suspended',
    message: 'A candidate of this exam was suspended automatically.',
  };
  work.emit({ name: type, payload: forEverybody(work, whole, everybody), rooms: [examRoom(exam.id)] });
  tell(work, whole, cause, {
    type: 'session_suspended',
    severity: 'critical',
    title: 'Your exam is suspended',
    message: 'An invigilator will come to you. Your answers are safe.',
  });
  return suspended(whole, work.now, plain.join('; '));
}

/** Stores and tells what became of the attempt, when it became anything else. */
export function keepResponse(work: Work, before: AttemptInExam, attempt: Attempt): void {
  if (attempt === before.attempt) return;
  work.store.attempts.update(attempt);
  const { state, monitoring } = before.attempt;
  if (attempt.state !== state || attempt.monitoring !== monitoring) emitAttemptState(work, { ...before, attempt });
}
