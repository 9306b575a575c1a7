import { isFinished } from '../../../shared/model/attempt.ts';
import { wireState } from '../attempts/attempt-views.ts';
import { findAttempt } from '../attempts/find-attempt.ts';
import type { Work } from '../work.ts';
import { dropContents } from './drop-contents.ts';
import type { StoredToolAccess } from './tool-store.ts';
import { emitToolAccess } from './tool-views.ts';

/** On the wire plain English, as all reasons of the room's own. */
const TIME_OVER = 'The time of the grant is over';
const EXAM_OVER = 'The exam is over';

function end(work: Work, access: StoredToolAccess, why: string): void {
  work.store.tools.putAccess({ ...access, state: 'expired', decisionReason: why });
  dropContents(work, access.toolId);

  work.store.tools.log({
    at: work.now,
    type: 'expired',
    accessId: access.id,
    toolId: access.toolId,
    attemptId: access.attemptId,
    examId: access.examId,
    userId: access.userId,
    dataPoints: access.dataPoints,
    reason: why,
  });
  work.audit('tool.expired', `attempt:${access.attemptId}`, { tool: access.toolId, grant: access.id, why });
  emitToolAccess(work, access, 'revoked', { reason: why });
}

/** Ends grants whose time is over. A use is checked against the time itself; this is for people to see. */
export function endToolGrants(work: Work): void {
  for (const access of work.store.tools.overdue(work.now)) end(work, access, TIME_OVER);
}

/** Ends what is asked for and granted in attempts that are finished. */
export function endToolsOfFinished(work: Work): void {
  for (const access of work.store.tools.open()) {
    const { attempt, sitting } = findAttempt(work.store, access.attemptId);
    if (isFinished(wireState(attempt, sitting))) end(work, access, EXAM_OVER);
  }
}
