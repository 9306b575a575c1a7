import { RoomError } from '../../../shared/protocol/errors.ts';
import { signedIn } from '../access/actor.ts';
import type { SomeHandlers } from '../handler.ts';
import { endSession } from './end-session.ts';
import { assertNotLastAdmin, findAccount, findStaff } from './find-staff.ts';
import type { IdentityServices } from './services.ts';
import { toSessionUser } from './user-view.ts';

/** What becomes of an account after it was added (ID1, ID3). */
export function createAccountCommands(
  services: IdentityServices,
): SomeHandlers<'user_enable' | 'user_role' | 'sessions_end_all'> {
  return {
    user_enable: {
      execute: (work, who) => {
        const user = findAccount(work.store, services, who);
        if (!user.active) {
          work.store.users.setActive(user.id, true);
          work.audit('user.enabled', `user:${user.id}`);
        }
        return { user: toSessionUser(work.store, user) };
      },
    },
    user_role: {
      execute: (work, { username, role }) => {
        const user = findStaff(work.store, services, username);
        if (user.role !== role) {
          assertNotLastAdmin(work.store, user);
          work.store.users.setRole(user.id, role);
          // Open sockets were let in, and are in rooms, by the old role.
          for (const session of work.store.sessions.liveOfUser(user.id)) endSession(work, session, 'role changed');
          work.audit('user.role_changed', `user:${user.id}`, { from: user.role, to: role });
        }
        return { user: toSessionUser(work.store, { ...user, role }) };
      },
    },
    sessions_end_all: {
      execute: (work, { id = work.ids.next<string>(), userId, reason }) => {
        const actor = signedIn(work.actor);
        if (!work.store.users.byId(userId))
          throw new RoomError('not_found', 'There is no such user in this room.', { field: 'userId' });
        if (work.store.accepted.isRepeat(actor.userId, id, `sessions_end_all ${userId}`, work.now))
          return { ok: true, id, duplicate: true, ended: 0 };
        const open = work.store.sessions.liveOfUser(userId);
        for (const session of open) endSession(work, session, reason === undefined ? 'ended by staff' : { typed: reason });
        work.audit('sessions.ended_all', `user:${userId}`, { ended: open.length });
        return { ok: true, id, ended: open.length };
      },
    },
  };
}
