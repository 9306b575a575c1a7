import type { User } from '../records.ts';
import type { Store } from '../store.ts';

/** A shorter one could be guessed, or be a name many devices share. */
const SHORTEST = 16;
/** So many of an account's last sessions tell which devices are its own. */
const RECENT = 20;

/**
 * Whether the account was signed in on this device before. The name of a device is as good as a cookie: nobody else knows it,
 * so wrong guesses of others do not make its owner wait (W2, ID1).
 */
export function isKnownDevice(store: Store, user: User, deviceId: string | undefined): deviceId is string {
  if (deviceId === undefined || deviceId.length < SHORTEST) return false;
  return store.sessions.history(user.id, RECENT).some(({ id }) => store.sessions.deviceOf(id)?.deviceId === deviceId);
}
