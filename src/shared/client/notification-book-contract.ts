import type { NotificationMessage } from '../model/notification.ts';

/** What a page shows of notifications. A new object on every change, the same one otherwise (useSyncExternalStore). */
export interface NotificationSnapshot {
  /** Has the room told what there was before? */
  readonly isLoaded: boolean;
  /** Newest first: the latest hundred, and everything that came since. */
  readonly notifications: readonly NotificationMessage[];
  /** All this person has not read, also what is older than the list. */
  readonly unreadCount: number;
}

/** The notifications of whoever is signed in, live. It works while somebody is subscribed, and costs nothing otherwise. */
export interface NotificationBook {
  snapshot(): NotificationSnapshot;
  /** Called after every change of the snapshot. The answer ends it. */
  subscribe(listener: () => void): () => void;
  /** Shown as read once the room has it so. Rejects as `RoomApi.call` does. */
  markAsRead(id: string): Promise<void>;
  /** The same for everything unread, older than the list or not. */
  markAllAsRead(): Promise<void>;
}
