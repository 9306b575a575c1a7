import type { UserId } from '../../../shared/model/ids.ts';
import type { Store } from '../store.ts';

/** A user's first and last name as they are shown; empty for an erased or unknown person, and for one without a name. */
export function personName(store: Store, userId: UserId): string {
  const user = store.users.byId(userId);
  const person = user && store.persons.get(user.personId);
  return person ? `${person.firstName} ${person.lastName}`.trim() : '';
}

/** A member of staff as they are shown to colleagues: their name, else what they sign in with. */
export function staffName(store: Store, userId: UserId): string {
  const user = store.users.byId(userId);
  return personName(store, userId) || (user ? (store.persons.get(user.personId)?.loginName ?? '') : '');
}

/** The number a candidate joins with; empty for an erased person. */
export function candidateNumberOf(store: Store, userId: UserId): string {
  const user = store.users.byId(userId);
  return user ? (store.persons.get(user.personId)?.loginName ?? '') : '';
}
