import { isFinished } from '../../../shared/model/attempt.ts';
import { toIso } from '../../../shared/model/time.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { signedIn } from '../access/actor.ts';
import { wireState } from '../attempts/attempt-views.ts';
import { findAttempt, findExam } from '../attempts/find-attempt.ts';
import type { SomeHandlers } from '../handler.ts';
import { letBackIn } from './let-back-in.ts';
import { CODE_MS, codeKeyOf } from './recovery-code.ts';
import { approved, asOf, denied, remainingApprovals } from './recovery-state.ts';
import { emitRecoveryStatus, toRecoveryView } from './recovery-views.ts';
import type { RecoveryServices } from './services.ts';
import { tellRecovery } from './tell-recovery.ts';

const HISTORY = 100;

/** What custodians do (ID6). */
export function createRecoveryDecisionCommands(
  services: RecoveryServices,
): SomeHandlers<'recovery_decide' | 'recovery_open' | 'recovery_history' | 'recovery_code_issue' | 'recovery_policy_set'> {
  return {
    recovery_decide: {
      execute: (work, { id, requestId, action, reason }) => {
        const actor = signedIn(work.actor);
        const before = work.store.recovery.byId(requestId);
        if (!before)
          throw new RoomError('recovery_not_found', 'There is no such recovery request in this room.', { field: 'requestId' });
        if (work.store.accepted.isRepeat(actor.userId, id, `recovery_decide ${action} ${requestId}`, work.now))
          return { ok: true, id, duplicate: true, request: toRecoveryView(work, asOf(before, work.now)) };
        const request = (action === 'approve' ? approved : denied)(before, actor.userId, work.now, reason);
        const { attempt, sitting } = findAttempt(work.store, request.attemptId);
        if (action === 'approve' && isFinished(wireState(attempt, sitting)))
          throw new RoomError('state_conflict', 'The exam is over for this candidate: there is nothing to come back to.', {
            data: { state: request.state, attemptState: wireState(attempt, sitting) },
          });
        work.store.recovery.update(request);
        const what = action === 'deny' ? 'denied' : request.state === 'approved' ? 'approved' : 'approval_given';
        work.audit(`recovery.${what}`, `attempt:${request.attemptId}`, {
          request: request.id,
          remaining: remainingApprovals(request),
          hasText: reason !== undefined,
        });
        if (request.state === 'approved') letBackIn(work, request);
        emitRecoveryStatus(work, request);
        tellRecovery(work, request);
        const after = work.store.recovery.byId(requestId) ?? request;
        return { ok: true, id, request: toRecoveryView(work, after) };
      },
    },
    recovery_open: {
      execute: (work, { examId }) => ({
        requests: work.store.recovery
          .open()
          .map((request) => asOf(request, work.now))
          .filter((request) => request.state !== 'expired' && (examId === undefined || request.examId === examId))
          .map((request) => toRecoveryView(work, request)),
      }),
    },
    recovery_history: {
      execute: (work, { limit = HISTORY, ...filter }) => ({
        history: work.store.recovery
          .history({ ...filter, limit })
          .map((request) => toRecoveryView(work, asOf(request, work.now))),
      }),
    },
    recovery_code_issue: {
      execute: (work, { attemptId }) => {
        const actor = signedIn(work.actor);
        const { attempt, sitting } = findAttempt(work.store, attemptId);
        if (isFinished(wireState(attempt, sitting)))
          throw new RoomError('state_conflict', 'The exam is over for this candidate.', {
            data: { state: wireState(attempt, sitting) },
          });
        const code = services.newCode();
        const expiresAt = work.now + CODE_MS;
        const codeKey = codeKeyOf(services, attemptId, code);
        work.store.recovery.putCode({ attemptId, codeKey, issuedBy: actor.userId, issuedAt: work.now, expiresAt, wrongTries: 0 });
        work.audit('recovery.code_issued', `attempt:${attemptId}`, { until: toIso(expiresAt) });
        return { code, expiresAt: toIso(expiresAt) };
      },
    },
    recovery_policy_set: {
      execute: (work, { examId, methods, custodians }) => {
        const { exam } = findExam(work.store, examId);
        const recovery = { methods: [...new Set(methods)], custodians };
        work.store.exams.update({ ...exam, policy: { ...exam.policy, recovery } });
        work.audit('recovery.policy_set', `exam:${examId}`, recovery);
        return recovery;
      },
    },
  };
}
