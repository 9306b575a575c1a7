import type { SessionUser } from '../../../shared/model/session.ts';
import type { User } from '../records.ts';
import type { Store } from '../store.ts';
import { personName } from './person-name.ts';

/** A user as they see themselves; an erased person has no name. */
export function toSessionUser(store: Store, user: User): SessionUser {
  const person = store.persons.get(user.personId);
  return {
    id: user.id,
    username: person?.loginName ?? '',
    displayName: personName(store, user.id) || (person?.loginName ?? ''),
    role: user.role,
  };
}
