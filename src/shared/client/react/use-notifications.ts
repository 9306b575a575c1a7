import { useSyncExternalStore } from 'react';
import type { NotificationBook, NotificationSnapshot } from '../notification-book-contract.ts';
import { useRoomClient } from './room-client-provider.ts';
import { useConnection } from './use-connection.ts';

export interface Notifications extends NotificationSnapshot, Pick<NotificationBook, 'markAsRead' | 'markAllAsRead'> {
  /** False: what is shown is what was known when the connection was lost. */
  readonly isConnected: boolean;
}

/** The notifications of whoever is signed in, live, and what can be done with them. See `NotificationBook`. */
export function useNotifications(): Notifications {
  const { notifications: book } = useRoomClient();
  const { isConnected } = useConnection();
  const snapshot = useSyncExternalStore(book.subscribe, book.snapshot, book.snapshot);
  return { isConnected, ...snapshot, markAsRead: book.markAsRead, markAllAsRead: book.markAllAsRead };
}
