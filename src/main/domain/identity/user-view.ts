import type { SessionUser } from '../../../shared/model/session.ts';
import type { Store, User } from '../store.ts';

/** A user as they see themselves; an erased person has no name. */
export function toSessionUser(store: Store, user: User): SessionUser {
  const person = store.persons.get(user.personId);
  const displayName = person ? `${person.firstName} ${person.lastName}`.trim() : '';
  return {
    id: user.id,
    username: person?.loginName ?? '',
    displayName: displayName || (person?.loginName ?? ''),
    role: user.role,
  };
}
