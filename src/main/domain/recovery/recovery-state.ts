import type { AttemptId, ExamId, UserId } from '../../../shared/model/ids.ts';
import type {
  RecoveryKind,
  RecoveryMethod,
  RecoveryPolicy,
  RecoveryRequestId,
  RecoveryState,
} from '../../../shared/model/recovery.ts';
import { toIso } from '../../../shared/model/time.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';

/** A request nobody decides, and an approval nobody uses, ends after this long: what was true then need not be true now. */
export const RECOVERY_MS = 15 * 60_000;

export const DEFAULT_RECOVERY: RecoveryPolicy = {
  methods: ['proctor_approval', 'recovery_code', 'multi_factor'],
  custodians: 1,
};

export interface Approval {
  readonly by: UserId;
  readonly at: number;
}

/** One request to get back in, as far as it has come. What it demands is fixed when it is made. */
export interface RecoveryRequest {
  readonly id: RecoveryRequestId;
  readonly kind: RecoveryKind;
  readonly state: RecoveryState;
  readonly method: RecoveryMethod;
  readonly attemptId: AttemptId;
  readonly examId: ExamId;
  readonly userId: UserId;
  readonly reason?: string | undefined;
  readonly custodians: 1 | 2;
  readonly approvals: readonly Approval[];
  /** Who gave out the code that was accepted. */
  readonly codeFrom?: UserId | undefined;
  readonly requestedAt: number;
  readonly expiresAt: number;
  readonly decidedAt?: number | undefined;
  readonly decidedBy?: UserId | undefined;
  readonly decisionReason?: string | undefined;
}

/** Different people who agree. Whoever gave out a code has met the candidate: that counts, but never twice. */
function voices({ approvals, codeFrom, method }: RecoveryRequest): Set<UserId> {
  const people = new Set(approvals.map(({ by }) => by));
  if (method === 'recovery_code' && codeFrom !== undefined) people.add(codeFrom);
  return people;
}

export const remainingApprovals = (request: RecoveryRequest): number =>
  request.state === 'pending' ? Math.max(0, request.custodians - voices(request).size) : 0;

/** Must the candidate still give a code, whatever custodians say? */
export const needsCode = (request: RecoveryRequest): boolean =>
  request.method === 'multi_factor' && request.codeFrom === undefined && request.state === 'pending';

/** What is current, for whoever comes too late. */
const current = (request: RecoveryRequest): Record<string, unknown> => ({
  state: request.state,
  remainingApprovals: remainingApprovals(request),
  ...(request.decidedBy === undefined ? {} : { custodian: request.decidedBy }),
  ...(request.decidedAt === undefined ? {} : { decidedAt: toIso(request.decidedAt) }),
});

const conflict = (request: RecoveryRequest, message: string): RoomError =>
  new RoomError('state_conflict', message, { data: current(request) });

/** The request as time alone has left it. */
export function asOf(request: RecoveryRequest, now: number): RecoveryRequest {
  const isOpen = request.state === 'pending' || request.state === 'approved';
  return isOpen && now >= request.expiresAt ? { ...request, state: 'expired', decidedAt: request.expiresAt } : request;
}

function assertPending(request: RecoveryRequest): void {
  if (request.state !== 'pending') throw conflict(request, `The request is ${request.state} already.`);
}

/** Approved as soon as nothing is missing any more. */
function settled(request: RecoveryRequest, now: number, last: UserId): RecoveryRequest {
  if (remainingApprovals(request) > 0 || needsCode(request)) return request;
  return { ...request, state: 'approved', decidedAt: now, decidedBy: last, expiresAt: now + RECOVERY_MS };
}

/** A custodian agrees. Refuses whoever asks for themselves, whoever agreed already, and what is decided. */
export function approved(before: RecoveryRequest, by: UserId, now: number, reason?: string): RecoveryRequest {
  const request = asOf(before, now);
  assertPending(request);
  if (by === request.userId) throw new RoomError('role_forbidden', 'Nobody lets themselves back in: somebody else must decide.');
  if (request.approvals.some((approval) => approval.by === by))
    throw conflict(request, 'You have approved this already: it takes a second person.');
  if (request.method === 'recovery_code' && request.codeFrom === by)
    throw conflict(request, 'You gave out the code, which counts as your approval: it takes a second person.');
  return settled({ ...request, approvals: [...request.approvals, { by, at: now }], decisionReason: reason }, now, by);
}

/** A custodian refuses: one is enough, however many have agreed. */
export function denied(before: RecoveryRequest, by: UserId, now: number, reason?: string): RecoveryRequest {
  const request = asOf(before, now);
  assertPending(request);
  return { ...request, state: 'denied', decidedAt: now, decidedBy: by, decisionReason: reason };
}

/** The candidate gave a right code, which `issuer` had given out. */
export function codeAccepted(before: RecoveryRequest, issuer: UserId, now: number): RecoveryRequest {
  const request = asOf(before, now);
  assertPending(request);
  return settled({ ...request, codeFrom: issuer }, now, request.approvals.at(-1)?.by ?? issuer);
}

/** The approval is used, once; undefined when there is none to use. */
export function used(before: RecoveryRequest, now: number): RecoveryRequest | undefined {
  const request = asOf(before, now);
  return request.state === 'approved' ? { ...request, state: 'used' } : undefined;
}

/** The attempt went on without it. */
export function overtaken(request: RecoveryRequest, now: number): RecoveryRequest {
  return { ...request, state: 'expired', decidedAt: now, decidedBy: undefined };
}
