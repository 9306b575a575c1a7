import type { AttemptAlertType } from '../../../shared/model/alert.ts';
import { isLive } from '../../../shared/model/attempt.ts';
import { wordsFor } from '../../../shared/model/event-words.ts';
import type { Severity } from '../../../shared/model/severity.ts';
import { examRoom, userRoom } from '../../../shared/protocol/events.ts';
import { raiseAlert } from '../alerts/raise-alert.ts';
import { type AttemptInExam, emitAttemptState, liveSession, wireState } from '../attempts/attempt-views.ts';
import { backFromBreak } from '../attempts/breaks.ts';
import type { Attempt, StoredSecurityEvent } from '../records.ts';
import { severityOf, weightOf } from '../risk/event-weights.ts';
import { addEvidence, explainScore } from '../risk/risk-score.ts';
import type { ResponseLevel } from '../risk/risk-state.ts';
import { waitsMs } from '../walls/ether/burst.ts';
import type { Work } from '../work.ts';
import { decideNow } from './decide-now.ts';
import { plainReasons, staffReasons } from './reasons.ts';
import { recordResponse } from './record-response.ts';
import { forCandidate, forEverybody, forStaff, type Notice } from './security-notices.ts';
import { suspended } from './suspend.ts';
import { violationKey } from './violation-key.ts';
import { warnCandidate } from './warn-candidate.ts';

/** The violation that is being counted, in its attempt. */
interface Counted extends AttemptInExam {
  /** Absent for one that no stored event of the candidate tells again. */
  readonly event: number | undefined;
  /** Who saw it. */
  readonly source: string;
}

/** Whose doing it is: an incident of the room weighs nothing on anybody and leads to no response (EV6). */
export type Whose = 'of the candidate' | 'of the room';

function raiseForAttempt(work: Work, whole: Counted, type: AttemptAlertType, notice: Omit<Notice, 'type'>, groupingKey: string) {
  const { attempt, exam } = whole;
  return raiseAlert(work, {
    ...notice,
    type,
    source: whole.source,
    examId: exam.id,
    attemptId: attempt.id,
    userId: attempt.userId,
    sessionId: liveSession(work.store, attempt)?.id,
    groupingKey,
    groupingMs: exam.policy.groupingSeconds * 1000,
    raisedBy: whole.event,
  });
}

/** Raises the alert of a level and its event to staff, and to the candidate where the contract says so. */
function raiseLevel(
  work: Work,
  whole: Counted,
  type: 'high_risk_session' | 'critical_threat',
  facts: { severity: Severity; title: string; score: number; reasons: string[]; plain: string[] },
): void {
  const notice = {
    severity: facts.severity,
    title: facts.title,
    message: `The risk score reached ${facts.score}.`,
    reasons: facts.reasons,
    riskScore: facts.score,
  };
  const { alert } = raiseForAttempt(work, whole, type, notice, `${whole.attempt.id}:${type}`);
  work.emit({ name: type, payload: forStaff(work, whole, { ...notice, type, alertId: alert.id }), rooms: ['admin-dashboard'] });
  // Staff see what a policy on trial would judge; nobody is frightened by it.
  if (whole.exam.policy.dryRun) return;
  const toCandidate = {
    ...notice,
    type,
    title: 'Unusual activity was noticed',
    message: 'The invigilator has been told. Please keep to the exam.',
    reasons: facts.plain,
  };
  work.emit({ name: type, payload: forCandidate(work, whole, toCandidate), rooms: [userRoom(whole.attempt.userId)] });
}

/** What happens when a level is entered; returns the attempt as it is afterwards. */
function enterLevel(
  work: Work,
  whole: Counted,
  level: ResponseLevel,
  score: number,
  reasons: string[],
  plain: string[],
): Attempt {
  const { attempt, exam } = whole;
  const mine = [userRoom(attempt.userId)];
  const dryRun = exam.policy.dryRun;
  const record = (action: string) =>
    recordResponse(work, attempt, { action, riskScore: score, reason: reasons.join('; '), dryRun });
  switch (level) {
    case 'none':
      return attempt;
    case 'warned': {
      record('warn');
      if (dryRun) return attempt;
      warnCandidate(work, whole, {
        severity: 'medium',
        title: 'A warning',
        message: 'Please stay in the exam and keep to its rules.',
        reasons: plain,
        riskScore: score,
      });
      return attempt;
    }
    case 'high_risk': {
      raiseLevel(work, whole, 'high_risk_session', { severity: 'high', title: 'High risk', score, reasons, plain });
      record('increase_monitoring');
      if (dryRun) return attempt;
      const notice: Notice = {
        type: 'monitoring_increased',
        severity: 'high',
        title: 'Closer supervision',
        message: 'This exam is now being watched more closely.',
        reasons: plain,
        riskScore: score,
      };
      work.emit({ name: 'monitoring_increased', payload: forCandidate(work, whole, notice), rooms: mine });
      return attempt.monitoring === 'normal'
        ? { ...attempt, monitoring: 'increased', risk: { ...attempt.risk, isWatchedByScore: true } }
        : attempt;
    }
    case 'critical':
      raiseLevel(work, whole, 'critical_threat', { severity: 'critical', title: 'Critical threat', score, reasons, plain });
      return attempt;
    case 'suspended':
      return attempt.state === 'suspended' ? attempt : suspendAutomatically(work, whole, score, reasons, plain);
  }
}

function suspendAutomatically(work: Work, whole: Counted, score: number, reasons: string[], plain: string[]): Attempt {
  const { attempt, exam } = whole;
  const type = 'auto_suspend_triggered';
  recordResponse(work, attempt, { action: 'suspend', riskScore: score, reason: reasons.join('; '), dryRun: exam.policy.dryRun });
  if (exam.policy.dryRun) return attempt;
  const notice = {
    severity: 'critical' as const,
    title: 'Suspended automatically',
    message: `The risk score reached ${score}; a proctor decides how it goes on.`,
    reasons,
    riskScore: score,
  };
  const { alert } = raiseForAttempt(work, whole, type, notice, `${attempt.id}:${type}`);
  work.emit({ name: type, payload: forStaff(work, whole, { ...notice, type, alertId: alert.id }), rooms: ['admin-dashboard'] });
  const everybody = {
    type,
    severity: notice.severity,
    title: 'A candidate was suspended',
    message: 'A candidate of this exam was suspended automatically.',
  };
  work.emit({ name: type, payload: forEverybody(work, whole, everybody), rooms: [examRoom(exam.id)] });
  const own: Notice = {
    type: 'session_suspended',
    severity: 'critical',
    title: 'Your exam is suspended',
    message: 'An invigilator will come to you. Your answers are safe.',
    reasons: plain,
    riskScore: score,
  };
  work.emit({ name: 'session_suspended', payload: forCandidate(work, whole, own), rooms: [userRoom(attempt.userId)] });
  return suspended({ ...whole, attempt: backFromBreak(work, whole) }, work.now, plain.join('; '));
}

/**
 * Suspends an attempt whose suspension waited, if its score still asks for it when nobody else was hit alike (EV6). Returns
 * the attempt as it is afterwards, stored and told.
 */
export function suspendAfterWait(work: Work, { attempt: before, sitting, exam }: AttemptInExam): Attempt {
  const { suspendAt: _, ...risk } = before.risk;
  const { score, contributions } = explainScore(risk, work.now, exam.policy);
  const isDue = score >= exam.policy.thresholds.suspend && isLive(wireState(before, sitting)) && before.state !== 'suspended';
  const attempt: Attempt = { ...before, risk: isDue ? { ...risk, level: 'suspended' } : risk };
  if (!isDue) {
    work.store.attempts.update(attempt);
    return attempt;
  }
  const counted: Counted = { attempt, sitting, exam, event: undefined, source: 'student-client' };
  const after = enterLevel(work, counted, 'suspended', score, staffReasons(contributions), plainReasons(contributions));
  work.store.attempts.update(after);
  if (after.state !== before.state) emitAttemptState(work, { attempt: after, sitting, exam });
  return after;
}

/** What was seen, by the candidate's own client unless `source` names somebody else, whose events are not counted again. */
type Violation =
  | (Pick<StoredSecurityEvent, 'number' | 'type' | 'offline'> & { readonly source?: undefined })
  | {
      readonly source: string;
      readonly type: string;
      readonly offline?: boolean | undefined;
      readonly data: Record<string, unknown>;
    };

/**
 * Lets one violation count: score, alert, and the policy's responses to the levels it enters (EV2, EV3, protocol 2).
 * Returns the attempt as it is afterwards, stored and told.
 */
export function applyPolicy(
  work: Work,
  { attempt: before, sitting, exam }: AttemptInExam,
  event: Violation,
  whose: Whose = 'of the candidate',
): Attempt {
  const { type: eventType } = event;
  const policy = exam.policy;
  const counts = whose === 'of the candidate';
  const risk = counts ? addEvidence(before.risk, eventType, work.now, policy) : before.risk;
  const { score, contributions } = explainScore(risk, work.now, policy);
  const reasons = counts ? staffReasons(contributions) : [wordsFor(eventType)];
  const isOwn = event.source === undefined;
  // Whoever saw it: what the room or another program notices of several at once is nobody's doing either (EV6).
  const softWaitsMs = weightOf(eventType, policy).kind === 'soft' ? waitsMs(eventType) : undefined;
  const change = counts ? decideNow(risk, score, softWaitsMs, work.now, policy) : { risk, entered: [] };
  let attempt: Attempt = { ...before, risk: change.risk };

  const counted: Counted = {
    attempt,
    sitting,
    exam,
    event: isOwn ? event.number : undefined,
    source: event.source ?? 'student-client',
  };

  const basic = {
    severity: severityOf(eventType, policy),
    title: wordsFor(eventType),
    message: `${wordsFor(eventType)}.`,
    reasons,
    riskScore: score,
    data: { eventType, ...(isOwn ? {} : event.data), ...(event.offline ? { offline: true } : {}) },
  };
  const { alert, isNew } = raiseForAttempt(
    work,
    counted,
    'suspicious_activity',
    basic,
    violationKey(attempt.id, eventType, event.source, policy),
  );
  if (isNew) {
    const payload = forStaff(work, counted, { ...basic, type: 'suspicious_activity', alertId: alert.id });
    work.emit({ name: 'suspicious_activity', payload, rooms: ['admin-dashboard'] });
  }
  const plain = plainReasons(contributions);
  for (const level of change.entered) attempt = enterLevel(work, { ...counted, attempt }, level, score, reasons, plain);
  // A suspension is more than the events tell again, and what others saw they do not tell at all (ADR 5).
  if (!isOwn || attempt.state !== before.state) work.store.attempts.update(attempt);
  else work.store.attempts.noteEvent(attempt);
  if (attempt.state !== before.state || attempt.monitoring !== before.monitoring)
    emitAttemptState(work, { attempt, sitting, exam });
  return attempt;
}
