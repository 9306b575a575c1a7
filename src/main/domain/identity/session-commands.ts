import type { SessionView } from '../../../shared/model/session.ts';
import { toIso } from '../../../shared/model/time.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { signedIn } from '../access/actor.ts';
import type { SomeHandlers } from '../handler.ts';
import type { Session } from '../records.ts';
import type { Work } from '../work.ts';
import { toDevice } from './device.ts';
import { endSession } from './end-session.ts';
import { toSessionUser } from './user-view.ts';

const HISTORY = 20;

function toView(work: Work, session: Session): SessionView {
  const user = work.store.users.byId(session.userId);
  const attempt = session.attemptId ? work.store.attempts.byId(session.attemptId) : undefined;
  return {
    id: session.id,
    user: user ? toSessionUser(work.store, user) : { id: session.userId, username: '', displayName: '', role: session.role },
    role: session.role,
    ...(attempt ? { examId: attempt.examId } : {}),
    device: toDevice(work.store, work.store.sessions.deviceOf(session.id)),
    connectedAt: toIso(session.createdAt),
    connected: work.presence.isConnected(session.id),
    ...(session.endedAt === undefined ? {} : { endedAt: toIso(session.endedAt) }),
    ...(session.endedReason === undefined ? {} : { endedReason: session.endedReason }),
  };
}

/** Who is signed in where, and ending that (ID3). */
export const sessionCommands: SomeHandlers<'sessions_list' | 'sessions_history' | 'session_terminate'> = {
  sessions_list: { execute: (work) => ({ sessions: work.store.sessions.live().map((session) => toView(work, session)) }) },
  sessions_history: {
    execute: (work, { userId, limit = HISTORY }) => ({
      sessions: work.store.sessions.history(userId, limit).map((session) => toView(work, session)),
    }),
  },
  session_terminate: {
    execute: (work, { id = work.ids.next<string>(), sessionId, reason }) => {
      const actor = signedIn(work.actor);
      const session = work.store.sessions.byId(sessionId);
      if (!session) throw new RoomError('session_not_found', 'There is no such session in this room.', { field: 'sessionId' });
      if (work.store.accepted.isRepeat(actor.userId, id, `session_terminate ${sessionId}`, work.now))
        return { ok: true, id, duplicate: true };
      if (session.endedAt !== undefined)
        throw new RoomError('state_conflict', 'The session has ended already.', { data: { endedAt: toIso(session.endedAt) } });
      endSession(work, session, reason === undefined ? 'ended by staff' : { typed: reason });
      return { ok: true, id };
    },
  },
};
