import type { PersonId, UserId } from '../../../shared/model/ids.ts';
import { plainName } from '../../../shared/model/plain-name.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import type { Preparation, SomeHandlers } from '../handler.ts';
import type { User } from '../records.ts';
import { endSession } from './end-session.ts';
import { assertNotLastAdmin, findAccount, findStaff } from './find-staff.ts';
import type { IdentityServices } from './services.ts';
import { toSessionUser } from './user-view.ts';

/** Accounts of staff (ID1). */
export function createUserCommands(
  services: IdentityServices,
): SomeHandlers<'user_add' | 'users_list' | 'user_disable' | 'user_passwd'> {
  const hashChecked = async ({ username, password }: { username: string; password: string }): Promise<{ hash: string }> => {
    const weakness = services.passwords.weakness(password, username);
    if (weakness) throw new RoomError('password_too_weak', weakness, { field: 'password' });
    return { hash: await services.passwords.hash(password) };
  };
  return {
    user_add: {
      prepare: (input: { username: string; password: string }, _preparation: Preparation) => hashChecked(input),
      execute: (work, { username, displayName, role }, { hash }: { hash: string }) => {
        const loginKey = services.lookup.of('username', username);
        if (work.store.users.byLogin(loginKey))
          throw new RoomError('username_taken', 'There is an account with this user name already.', { field: 'username' });
        const [firstName = '', ...rest] = plainName(displayName).split(' ');
        const user: User = {
          id: work.ids.next<UserId>(),
          personId: work.ids.next<PersonId>(),
          role,
          active: true,
          passwordHash: hash,
        };
        work.store.persons.insert(user.personId, { firstName, lastName: rest.join(' '), loginName: username.trim() });
        work.store.users.insert({ ...user, loginKey, createdAt: work.now });
        work.audit('user.added', `user:${user.id}`, { role });
        return { user: toSessionUser(work.store, user) };
      },
    },
    users_list: {
      execute: ({ store }) => ({
        users: store.users.staff().map((user) => ({
          ...toSessionUser(store, user),
          active: user.active,
          hasTotp: store.secondFactors.get(user.id)?.confirmedAt !== undefined,
        })),
      }),
    },
    user_disable: {
      execute: (work, who) => {
        const user = findAccount(work.store, services, who);
        assertNotLastAdmin(work.store, user);
        work.store.users.setActive(user.id, false);
        for (const session of work.store.sessions.liveOfUser(user.id)) endSession(work, session, 'account disabled');
        work.audit('user.disabled', `user:${user.id}`);
        return { user: toSessionUser(work.store, user) };
      },
    },
    user_passwd: {
      prepare: (input: { username: string; password: string }, _preparation: Preparation) => hashChecked(input),
      execute: (work, { username }, { hash }: { hash: string }) => {
        const user = findStaff(work.store, services, username);
        work.store.users.setPassword(user.id, hash);
        for (const session of work.store.sessions.liveOfUser(user.id)) endSession(work, session, 'password changed');
        work.audit('user.password_changed', `user:${user.id}`);
        return { user: toSessionUser(work.store, user) };
      },
    },
  };
}
