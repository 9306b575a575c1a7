import { isFinished } from '../../../shared/model/attempt.ts';
import type { RecoveryMethod, RecoveryRequestId } from '../../../shared/model/recovery.ts';
import type { CommandOutput } from '../../../shared/protocol/commands.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import type { RequesterActor, SignedInActor } from '../access/actor.ts';
import { actorAttempt } from '../access/actor.ts';
import { raiseAlert } from '../alerts/raise-alert.ts';
import { type AttemptInExam, wireState } from '../attempts/attempt-views.ts';
import { findAttempt } from '../attempts/find-attempt.ts';
import type { SomeHandlers } from '../handler.ts';
import { storedDevice } from '../identity/device.ts';
import type { StoredDevice } from '../records.ts';
import type { Work } from '../work.ts';
import { letBackIn } from './let-back-in.ts';
import { codeInvalid, spendCode } from './recovery-code.ts';
import {
  asOf,
  codeAccepted,
  DEFAULT_RECOVERY,
  needsCode,
  RECOVERY_MS,
  type RecoveryRequest,
  remainingApprovals,
} from './recovery-state.ts';
import { emitRecoveryStatus } from './recovery-views.ts';
import type { RecoveryServices } from './services.ts';
import { tellRecovery } from './tell-recovery.ts';

/** Requests of one attempt that wait at a time; a denial makes room again. */
const MOST_OPEN = 5;
const ALERT_GROUPING_MS = 10 * 60_000;

type Asking = RequesterActor | SignedInActor;

const standingOf = (request: RecoveryRequest): NonNullable<CommandOutput<'attempt_recovery'>['request']> => ({
  requestId: request.id,
  state: request.state,
  method: request.method,
  remainingApprovals: remainingApprovals(request),
  needsCode: needsCode(request),
});

const ackOf = (id: string, request: RecoveryRequest): CommandOutput<'recovery_request'> => ({
  ok: true,
  id,
  ...standingOf(request),
});

/** Who asks, by what they proved: a recovery token, or the session that holds the attempt. */
function whoAsks(work: Work): Asking {
  return work.actor.kind === 'requester' ? work.actor : actorAttempt(work.actor).actor;
}

function deviceOf(work: Work, asking: Asking): StoredDevice {
  if (asking.kind === 'requester') return storedDevice(asking.ip, asking.device);
  return work.store.sessions.deviceOf(asking.sessionId) ?? storedDevice(asking.ip, undefined);
}

/** The request that is meant: a token names its own, a session goes on with the one it made before. */
function requestOf(work: Work, asking: Asking, attemptId: RecoveryRequest['attemptId']): RecoveryRequest | undefined {
  const found =
    asking.kind === 'requester'
      ? work.store.recovery.byId(asking.requestId)
      : work.store.recovery.openOfAttempt(attemptId).find(({ kind, state }) => kind === 'resume' && state === 'pending');
  return found && asOf(found, work.now);
}

function newRequest(
  work: Work,
  asking: Asking,
  { attempt, exam }: AttemptInExam,
  input: { id: string; method: RecoveryMethod; reason?: string | undefined },
): RecoveryRequest {
  const policy = exam.policy.recovery ?? DEFAULT_RECOVERY;
  if (!policy.methods.includes(input.method))
    throw new RoomError('invalid_input', `This exam does not use this way; it uses: ${policy.methods.join(', ')}.`, {
      field: 'method',
      data: { methods: policy.methods },
    });
  if (work.store.recovery.openOfAttempt(attempt.id).filter(({ state }) => state === 'pending').length >= MOST_OPEN)
    throw new RoomError('rate_limited', 'Several requests for this attempt wait already: the invigilator decides them first.');
  const ownId = input.id as RecoveryRequestId;
  const request: RecoveryRequest = {
    id:
      asking.kind === 'requester'
        ? asking.requestId
        : work.store.recovery.byId(ownId)
          ? work.ids.next<RecoveryRequestId>()
          : ownId,
    kind: asking.kind === 'requester' ? 'seat' : 'resume',
    state: 'pending',
    method: input.method,
    attemptId: attempt.id,
    examId: exam.id,
    userId: attempt.userId,
    reason: input.reason,
    custodians: policy.custodians,
    approvals: [],
    requestedAt: work.now,
    expiresAt: work.now + RECOVERY_MS,
  };
  work.store.recovery.insert(request, deviceOf(work, asking));
  work.audit('recovery.requested', `attempt:${attempt.id}`, {
    request: request.id,
    kind: request.kind,
    method: request.method,
    custodians: request.custodians,
    hasText: request.reason !== undefined,
  });
  tellCustodians(work, request);
  return request;
}

/** Nobody waits unseen: a request is an alert like any other, and names nobody. */
function tellCustodians(work: Work, { attemptId, examId, userId, kind }: RecoveryRequest): void {
  raiseAlert(work, {
    type: 'recovery_requested',
    severity: 'medium',
    source: 'student-client',
    title: 'A candidate asks to be let back in',
    message:
      kind === 'seat'
        ? 'Another device asks to take over this attempt. Decide it on the recovery page.'
        : 'The candidate asks to go on with this attempt. Decide it on the recovery page.',
    reasons: [],
    examId,
    attemptId,
    userId,
    // What follows a refused second device is the same incident, one step on.
    groupingKey: kind === 'seat' ? `${attemptId}:attempt_in_use` : `${attemptId}:recovery_requested`,
    groupingMs: ALERT_GROUPING_MS,
  });
}

/** What was answered when the same was sent before; undefined when nothing came of it then. */
function repeated(work: Work, id: string, hasCode: boolean, same: RecoveryRequest | undefined) {
  // Refused then, so refused again, without another try being counted; of a wrong code nothing else is kept.
  if (hasCode && same?.codeFrom === undefined) throw codeInvalid();
  if (!same) return undefined;
  return { ...ackOf(id, asOf(same, work.now)), duplicate: true };
}

/** Refuses what cannot be asked any more. */
function assertCanAsk(work: Work, { attempt, sitting }: AttemptInExam, known: RecoveryRequest | undefined): void {
  if (!work.store.users.byId(attempt.userId)?.active)
    throw new RoomError('user_inactive', 'This account is disabled: ask an administrator.');
  if (isFinished(wireState(attempt, sitting)))
    throw new RoomError('attempt_finished', 'This exam is over for you: there is nothing to come back to.');
  if (known && known.state !== 'pending')
    throw new RoomError('state_conflict', `The request is ${known.state} already: join again to make a new one.`, {
      data: { state: known.state, remainingApprovals: 0 },
    });
}

/** Asking to be let back in (ID6). */
export function createRecoveryRequestCommands(services: RecoveryServices): SomeHandlers<'recovery_request' | 'attempt_recovery'> {
  return {
    attempt_recovery: {
      execute: (work) => {
        const { actor, attemptId } = actorAttempt(work.actor);
        const request = requestOf(work, actor, attemptId);
        return request?.state === 'pending' ? { request: standingOf(request) } : {};
      },
    },
    recovery_request: {
      execute: (work, { id, code, ...input }) => {
        const asking = whoAsks(work);
        const attemptId = asking.kind === 'requester' ? asking.attemptId : actorAttempt(work.actor).attemptId;
        const known = requestOf(work, asking, attemptId);
        if (work.store.accepted.isRepeat(asking.userId, id, 'recovery_request', work.now)) {
          const named = known ?? work.store.recovery.byId(id as RecoveryRequestId);
          const answer = repeated(work, id, code !== undefined, named?.attemptId === attemptId ? named : undefined);
          if (answer) return answer;
        }
        const whole = findAttempt(work.store, attemptId);
        assertCanAsk(work, whole, known);
        const issuer = code === undefined ? undefined : spendCode(work, services, attemptId, code);
        const before = known ?? newRequest(work, asking, whole, { id, ...input });
        const request = issuer === undefined ? before : codeAccepted(before, issuer, work.now);
        if (issuer !== undefined) {
          work.store.recovery.update(request);
          work.audit('recovery.code_accepted', `attempt:${attemptId}`, { request: request.id, state: request.state });
          letBackIn(work, request);
        }
        emitRecoveryStatus(work, request);
        tellRecovery(work, request);
        return ackOf(id, request);
      },
    },
  };
}
