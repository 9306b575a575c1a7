import type { UserId } from '../../../shared/model/ids.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import type { User } from '../records.ts';
import type { Store } from '../store.ts';
import type { IdentityServices } from './services.ts';

/** The account with this user name; throws RoomError `not_found`. */
export function findStaff(store: Store, services: Pick<IdentityServices, 'lookup'>, username: string): User {
  const user = store.users.byLogin(services.lookup.of('username', username));
  if (!user) throw new RoomError('not_found', 'There is no account with this user name.', { field: 'username' });
  return user;
}

/** Staff by user name, or staff and candidates by id; throws RoomError `not_found`. */
export function findAccount(
  store: Store,
  services: Pick<IdentityServices, 'lookup'>,
  { username, userId }: { readonly username?: string | undefined; readonly userId?: UserId | undefined },
): User {
  if (username !== undefined) return findStaff(store, services, username);
  const user = userId && store.users.byId(userId);
  if (!user) throw new RoomError('not_found', 'There is no such user in this room.', { field: 'userId' });
  if (user.role === 'service') throw new RoomError('not_found', 'This is an API key: revoke it instead.', { field: 'userId' });
  return user;
}

/** Throws RoomError `state_conflict` when the room would be left without an administrator. */
export function assertNotLastAdmin(store: Store, user: User): void {
  const admins = store.users.staff().filter((other) => other.role === 'admin' && other.active);
  if (user.role === 'admin' && admins.length === 1 && admins[0]?.id === user.id)
    throw new RoomError('state_conflict', 'This is the only administrator: add another one first.', { field: 'username' });
}
