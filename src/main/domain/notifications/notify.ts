import type { UserId } from '../../../shared/model/ids.ts';
import type { NotificationMessage, NotificationSeverity } from '../../../shared/model/notification.ts';
import type { Severity } from '../../../shared/model/severity.ts';
import { toIso } from '../../../shared/model/time.ts';
import { userRoom } from '../../../shared/protocol/events.ts';
import type { Work } from '../work.ts';
import type { StoredNotification } from './records.ts';

export const DAY_MS = 24 * 60 * 60 * 1000;
/** How long one waits for a user who is away (protocol 1, Catching up). */
export const PENDING_MS = 7 * DAY_MS;
/** How long one is kept that arrived, for its recipient to look up. */
export const SETTLED_MS = 90 * DAY_MS;
/** Kept for each user; beyond that the oldest goes, so that no sender can fill the store. */
const KEPT_PER_USER = 1_000;

/** What is to be told. Texts and data as the wire has them. */
export interface Letter {
  readonly type: string;
  readonly title: string;
  readonly message: string;
  readonly severity: NotificationSeverity;
  readonly data?: Record<string, unknown> | undefined;
  /** An id to go by if nothing else has it, e.g. that of the event which says the same. */
  readonly id?: string | undefined;
}

/** The scale of the security domain in the words of notifications. */
export const asNotificationSeverity = (severity: Severity): NotificationSeverity =>
  severity === 'critical' ? 'error' : severity === 'high' ? 'warning' : 'info';

/** As it stands on the wire (protocol 4). */
export function toNotification(stored: StoredNotification, read: boolean): NotificationMessage {
  const { id, type, title, message, severity, data, at } = stored;
  return { id, type, title, message, severity, ...(data ? { data } : {}), timestamp: toIso(at), read };
}

/**
 * Keeps a notification for every recipient and tells those who are connected, in one transaction whatever their number.
 * Words to one person are sealed with that person's key, words to many with their author's (ID7).
 */
export function notify(work: Work, recipients: readonly UserId[], letter: Letter): NotificationMessage {
  const { notifications } = work.store;
  const { type, title, message, severity, data } = letter;
  const id = letter.id !== undefined && !notifications.has(letter.id) ? letter.id : work.ids.next<string>();
  const stored: StoredNotification = { id, type, title, message, severity, data, at: work.now };
  const told = toNotification(stored, false);
  const [first] = recipients;
  if (first === undefined) return told;
  const author = work.actor.kind === 'user' ? work.actor.userId : undefined;
  notifications.insert(stored, recipients, recipients.length === 1 ? first : author, KEPT_PER_USER);
  work.emit({ name: 'notification', payload: told, rooms: recipients.map(userRoom) });
  return told;
}
