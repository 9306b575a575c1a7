import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { NotificationMessage } from '../../../shared/model/notification.ts';
import { useCommandQuery } from '../link/queries.ts';
import { useRoom } from '../link/room-context.tsx';
import { notificationKeys } from './notification-keys.ts';

/** Many at once are asked for once. */
const PACE_MS = 300;

/** How many are unread, live; what was read on another device is found out within a minute. */
export function useUnreadNotifications(): number {
  const cache = useQueryClient();
  const { connection } = useRoom();
  const query = useCommandQuery('notifications_list', { limit: 1 }, notificationKeys.unread, { refetchInterval: 60_000 });
  useEffect(() => {
    let timer: number | undefined;
    const stop = connection.on('notification', () => {
      timer ??= window.setTimeout(() => {
        timer = undefined;
        void cache.invalidateQueries({ queryKey: notificationKeys.all });
      }, PACE_MS);
    });
    return () => {
      stop();
      window.clearTimeout(timer);
    };
  }, [connection, cache]);
  return query.data?.unread ?? 0;
}

/** Calls for every notification that comes while the page is open. */
export function useNewNotification(onNew: (notification: NotificationMessage) => void): void {
  const { connection } = useRoom();
  useEffect(() => connection.on('notification', onNew), [connection, onNew]);
}
