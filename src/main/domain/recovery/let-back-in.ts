import type { RecoveryRequestId } from '../../../shared/model/recovery.ts';
import { emitAttemptState } from '../attempts/attempt-views.ts';
import { findAttempt } from '../attempts/find-attempt.ts';
import type { Attempt } from '../records.ts';
import { recordResponse } from '../responses/record-response.ts';
import { resumed } from '../responses/suspend.ts';
import { explainScore } from '../risk/risk-score.ts';
import type { Work } from '../work.ts';
import { asOf, overtaken, type RecoveryRequest, used } from './recovery-state.ts';
import { emitRecoveryStatus } from './recovery-views.ts';
import { tellRecovery } from './tell-recovery.ts';

/** Closes every other request for the attempt: whoever asked in vain must ask again. */
function closeOthers(work: Work, request: RecoveryRequest): void {
  for (const other of work.store.recovery.openOfAttempt(request.attemptId)) {
    if (other.id === request.id) continue;
    const closed = overtaken(other, work.now);
    work.store.recovery.update(closed);
    work.audit('recovery.overtaken', `attempt:${other.attemptId}`, { request: other.id, by: request.id });
    emitRecoveryStatus(work, closed);
  }
}

/**
 * What follows from an approval. One made from inside the session is used at once: a suspension ends. One for another
 * device waits for that device to join.
 */
export function letBackIn(work: Work, request: RecoveryRequest): void {
  if (request.kind === 'seat') return;
  const spent = used(request, work.now);
  if (!spent) return;
  work.store.recovery.update(spent);
  work.audit('recovery.used', `attempt:${request.attemptId}`, { request: request.id, kind: request.kind });
  const whole = findAttempt(work.store, request.attemptId);
  if (whole.attempt.state !== 'suspended') return;
  const attempt = resumed(work, whole);
  work.store.course.note(work.now, { kind: 'action', attemptId: attempt.id, action: 'resume' });
  work.store.attempts.update(attempt);
  const riskScore = explainScore(attempt.risk, work.now, whole.exam.policy).score;
  recordResponse(work, attempt, { action: 'resume', by: request.decidedBy, reason: request.decisionReason, riskScore });
  emitAttemptState(work, { ...whole, attempt });
}

/** Uses the approval of this request for another device to take the attempt over: true once, and never for another attempt. */
export function takeApproval(work: Work, attempt: Attempt, requestId: RecoveryRequestId): boolean {
  const request = work.store.recovery.byId(requestId);
  if (request?.kind !== 'seat' || request.attemptId !== attempt.id) return false;
  const spent = used(request, work.now);
  if (!spent) return false;
  work.store.recovery.update(spent);
  work.audit('recovery.used', `attempt:${attempt.id}`, { request: request.id, kind: request.kind });
  closeOthers(work, request);
  return true;
}

/** Ends what nobody decided or used in time. */
export function endRecoveryRequests(work: Work): void {
  for (const request of work.store.recovery.open()) {
    const now = asOf(request, work.now);
    if (now === request) continue;
    work.store.recovery.update(now);
    work.audit('recovery.expired', `attempt:${request.attemptId}`, { request: request.id, was: request.state });
    emitRecoveryStatus(work, now);
    tellRecovery(work, now);
  }
}
