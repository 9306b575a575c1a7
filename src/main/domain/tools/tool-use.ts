import { raiseAlert } from '../alerts/raise-alert.ts';
import type { AttemptInExam } from '../attempts/attempt-views.ts';
import { RecordedRefusal, type Work } from '../work.ts';
import { isGrantedContent } from './granted-content.ts';
import type { StoredToolAccess } from './tool-store.ts';

const BLOCKED_GROUPING_MS = 10 * 60_000;
const NOT_GRANTED_POINT = 'a data point that was not granted';

export interface ToolUse {
  readonly clientId: string;
  readonly dataPoint: string | undefined;
}

function outsidePoints(work: Work, access: StoredToolAccess, point: string | undefined): string | undefined {
  if (point === undefined || access.dataPoints.includes(point) || isGrantedContent(work.store, access, point)) return undefined;
  return NOT_GRANTED_POINT;
}

/** Why a use is outside what was granted, or nothing. Time is looked at here and not left to the chore. */
export function outside(work: Work, access: StoredToolAccess | undefined, attemptId: string, point: string | undefined) {
  if (access?.attemptId !== attemptId) return 'no grant';
  if (access.state !== 'granted') return `the grant is ${access.state}`;
  if (access.expiresAt !== undefined && work.now >= access.expiresAt) return 'the time of the grant is over';
  return outsidePoints(work, access, point);
}

/**
 * Why a use told late is outside what was granted then, or nothing. It gives nothing out: whoever claims an earlier time only adds to
 * the record of what they used.
 */
export function outsideThen(
  work: Work,
  access: StoredToolAccess | undefined,
  attemptId: string,
  point: string | undefined,
  at: number,
) {
  if (access?.attemptId !== attemptId) return 'no grant';
  const { state, decidedAt, requestedAt, expiresAt = work.now } = access;
  // What ended undecided was never a grant.
  if (decidedAt === undefined || state === 'requested' || state === 'denied') return 'no grant';
  // A revocation takes the place of the decision before it: then only the request says when it can have begun.
  const [from, to] = state === 'revoked' ? [requestedAt, Math.min(expiresAt, decidedAt)] : [decidedAt, expiresAt];
  if (at < from || at > Math.min(to, work.now)) return 'it was used outside the time of the grant';
  return outsidePoints(work, access, point);
}

/** Keeps a use that was within its grant. */
export function recordUse(
  work: Work,
  { attempt, exam }: AttemptInExam,
  access: StoredToolAccess,
  use: ToolUse,
  reason?: string,
): void {
  const { tools } = work.store;
  tools.putAccess({ ...access, uses: access.uses + 1 });
  tools.log({
    at: work.now,
    type: 'used',
    accessId: access.id,
    clientId: use.clientId,
    toolId: access.toolId,
    attemptId: attempt.id,
    examId: exam.id,
    userId: attempt.userId,
    dataPoints: use.dataPoint === undefined ? [] : [use.dataPoint],
    reason,
  });
  work.audit('tool.used', `attempt:${attempt.id}`, { tool: access.toolId, grant: access.id });
}

/** A use outside the grant: refused, kept, and shown to staff (W4, TL1). */
export function refuseUse(
  work: Work,
  { attempt, exam }: AttemptInExam,
  use: ToolUse & { readonly access: StoredToolAccess | undefined; readonly why: string },
): never {
  const { clientId, access, dataPoint, why } = use;
  if (access) {
    work.store.tools.log({
      at: work.now,
      type: 'blocked',
      accessId: access.id,
      clientId,
      toolId: access.toolId,
      attemptId: attempt.id,
      examId: exam.id,
      userId: attempt.userId,
      dataPoints: dataPoint === undefined ? [] : [dataPoint],
    });
  }
  work.audit('tool.blocked', `attempt:${attempt.id}`, { tool: access?.toolId, why });
  raiseAlert(work, {
    type: 'tool_access_blocked',
    severity: 'medium',
    source: 'student-client',
    title: 'Use of a tool was blocked',
    message: 'A tool was used outside what was granted. Nothing was given out.',
    reasons: [`Blocked: ${why}`],
    examId: exam.id,
    attemptId: attempt.id,
    userId: attempt.userId,
    data: access ? { toolId: access.toolId, grantId: access.id } : {},
    groupingKey: `${attempt.id}:tool_access_blocked:${access?.id ?? 'none'}`,
    groupingMs: BLOCKED_GROUPING_MS,
  });
  throw new RecordedRefusal('tool_not_granted', `This use of the tool was not granted (${why}): ask the invigilator.`, {
    field: why === NOT_GRANTED_POINT ? 'dataPoint' : 'grantId',
  });
}
