import type { SessionEnding } from '../../../shared/model/session-ending.ts';
import { toIso } from '../../../shared/model/time.ts';
import { userRoom } from '../../../shared/protocol/events.ts';
import { emitAttemptState } from '../attempts/attempt-views.ts';
import { findAttempt } from '../attempts/find-attempt.ts';
import type { Session } from '../records.ts';
import type { Work } from '../work.ts';
import { toDevice } from './device.ts';

/** Why a session ends, in the room's own words; what a person typed never stands in the audit log. */
export type EndReason = SessionEnding | { readonly typed: string };

/** Ends a session for good: its tokens are refused from the commit on, its live sockets are closed (ID2, ID3). */
export function endSession(work: Work, session: Session, reason: EndReason): void {
  if (session.endedAt !== undefined) return;
  const isTyped = typeof reason === 'object';
  work.store.sessions.end(session.id, work.now, isTyped ? reason.typed : reason);
  work.audit('session.ended', `session:${session.id}`, isTyped ? { hasText: true } : { reason });
  const examId = session.attemptId ? findAttempt(work.store, session.attemptId).exam.id : undefined;
  work.emit({
    name: 'session-update',
    payload: {
      type: 'terminated',
      session: { id: session.id, userId: session.userId, ...(examId ? { examId } : {}), role: session.role },
      device: toDevice(work.store, work.store.sessions.deviceOf(session.id)),
      timestamp: toIso(work.now),
    },
    rooms: ['security', userRoom(session.userId)],
  });
  if (session.attemptId) emitAttemptState(work, findAttempt(work.store, session.attemptId));
  work.disconnect(session.id, 'token_revoked', 'This session was ended.');
}
