import type { UserId } from '../../../shared/model/ids.ts';
import { toSessionUser } from '../identity/user-view.ts';
import type { Store } from '../store.ts';

/** `service:<name>`, as it stands in an alert's source. */
export function serviceSource(store: Store, userId: UserId): string {
  const user = store.users.byId(userId);
  return `service:${user ? toSessionUser(store, user).username : ''}`;
}
