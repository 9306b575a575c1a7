import type { Work } from '../work.ts';
import { PENDING_MS, SETTLED_MS } from './notify.ts';

/** Deleted at a time: a full store is cleared over some minutes, and nobody waits for it. */
const MOST_AT_ONCE = 1_000;

/** Lets go of notifications nobody fetched for 7 days, and of the history behind 90. Asked regularly. */
export function dropOldNotifications({ store, now }: Work): void {
  store.notifications.dropOld(now - PENDING_MS, now - SETTLED_MS, MOST_AT_ONCE);
}
