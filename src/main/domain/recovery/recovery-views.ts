import type { RecoveryRequestView } from '../../../shared/model/recovery.ts';
import { toIso } from '../../../shared/model/time.ts';
import { type RecoveryStatusEvent, recoveryRoom, userRoom } from '../../../shared/protocol/events.ts';
import { liveSession, wireState } from '../attempts/attempt-views.ts';
import { findAttempt } from '../attempts/find-attempt.ts';
import { toDevice } from '../identity/device.ts';
import { candidateNumberOf, personName, staffName } from '../identity/person-name.ts';
import type { Work } from '../work.ts';
import { needsCode, type RecoveryRequest, remainingApprovals } from './recovery-state.ts';

/** The payload of `recovery-status` (protocol 3). */
export function toRecoveryStatus(request: RecoveryRequest, now: number): RecoveryStatusEvent {
  const type = request.state === 'expired' ? 'denied' : request.state === 'used' ? 'approved' : request.state;
  return {
    type,
    requestId: request.id,
    userId: request.userId,
    method: request.method,
    ...(request.decidedBy === undefined ? {} : { custodian: request.decidedBy }),
    remainingApprovals: remainingApprovals(request),
    timestamp: toIso(now),
  };
}

/** Tells custodians and whoever asked, and nobody else: a second device is not told what the first one asks. */
export function emitRecoveryStatus(work: Work, request: RecoveryRequest): void {
  const requester = request.kind === 'seat' ? recoveryRoom(request.id) : userRoom(request.userId);
  work.emit({ name: 'recovery-status', payload: toRecoveryStatus(request, work.now), rooms: ['security', requester] });
}

/** What custodians decide by. */
export function toRecoveryView(work: Work, request: RecoveryRequest): RecoveryRequestView {
  const { store, presence } = work;
  const { attempt, sitting, exam } = findAttempt(store, request.attemptId);
  const seat = store.roster.get(exam.id, request.userId)?.seat;
  const holder = liveSession(store, attempt);
  const by = request.decidedBy && staffName(store, request.decidedBy);
  return {
    requestId: request.id,
    kind: request.kind,
    state: request.state,
    method: request.method,
    attemptId: attempt.id,
    attemptState: wireState(attempt, sitting),
    examId: exam.id,
    examTitle: exam.title,
    userId: request.userId,
    candidateNumber: candidateNumberOf(store, request.userId),
    name: personName(store, request.userId),
    ...(seat ? { seat } : {}),
    ...(request.reason === undefined ? {} : { reason: request.reason }),
    device: toDevice(store, store.recovery.deviceOf(request.id)),
    ...(holder
      ? {
          heldBy: {
            device: toDevice(store, store.sessions.deviceOf(holder.id)),
            connected: presence.isConnected(holder.id),
            since: toIso(holder.createdAt),
          },
        }
      : {}),
    requestedAt: toIso(request.requestedAt),
    expiresAt: toIso(request.expiresAt),
    custodians: request.custodians,
    approvals: request.approvals.map((approval) => ({
      userId: approval.by,
      name: staffName(store, approval.by),
      at: toIso(approval.at),
    })),
    remainingApprovals: remainingApprovals(request),
    needsCode: needsCode(request),
    codeAccepted: request.codeFrom !== undefined,
    ...(request.decidedAt === undefined ? {} : { decidedAt: toIso(request.decidedAt) }),
    ...(by ? { decidedBy: by } : {}),
    ...(request.decisionReason === undefined ? {} : { decisionReason: request.decisionReason }),
  };
}
