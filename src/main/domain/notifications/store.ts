import type { UserId } from '../../../shared/model/ids.ts';
import type { Addressees, NotificationFilter, ReceivedNotification, StoredNotification } from './records.ts';

/** What became of a receipt: `unknown` when this user has no such notification (any more). */
export type ReceiptOutcome = 'noted' | 'known' | 'unknown';

export interface PendingPage {
  readonly notifications: readonly ReceivedNotification[];
  /** After which place to ask for the next page; undefined when this was the last one. */
  readonly moreAfterNth: number | undefined;
}

/** Notifications of users. Everything but sending is about one user's own. Times are epoch milliseconds. */
export interface NotificationRepo {
  /** Active users who have notifications at all (services do not), at most `most`. */
  addressees(who: Addressees, most: number): UserId[];
  has(id: string): boolean;
  /**
   * Keeps it for every recipient, and no more than `keep` for each: beyond that the oldest goes. `about` is whose key seals
   * the words; nobody's when they are the room's own.
   */
  insert(notification: StoredNotification, recipients: readonly UserId[], about: UserId | undefined, keep: number): void;
  /** Neither delivered nor read, newer than `since`, after the `afterNth`th; oldest first. */
  pending(userId: UserId, since: number, afterNth: number, limit: number): PendingPage;
  /** Newest first; what is pending and not newer than `since` is over. */
  list(userId: UserId, since: number, filter: NotificationFilter): ReceivedNotification[];
  unreadCount(userId: UserId, since: number): number;
  /** The place of one among its recipient's; undefined when they have none of this id. */
  placeOf(userId: UserId, id: string): number | undefined;
  markDelivered(userId: UserId, id: string, at: number): ReceiptOutcome;
  markRead(userId: UserId, id: string, at: number): ReceiptOutcome;
  /** How many were not read before. */
  markAllRead(userId: UserId, at: number): number;
  /** Deletes what is pending since before `pendingUntil` and what was sent before `settledUntil`; at most `most` of each. */
  dropOld(pendingUntil: number, settledUntil: number, most: number): number;
}
