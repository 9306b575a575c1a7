import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import type { NotificationMessage } from '../../../../shared/model/notification.ts';
import { useErrorText } from '../../../i18n/index.ts';
import { useRoom } from '../../link/room-context.tsx';
import { notificationKeys } from '../../notifications/notification-keys.ts';
import { showFailure } from '../../parts/toast.ts';
import type { Filter } from './use-filter.ts';

const PAGE = 50;

/** The own notifications that fit the filter, page by page, newest first. */
export function useNotifications(filter: Filter) {
  const { api } = useRoom();
  return useInfiniteQuery({
    queryKey: notificationKeys.list(filter),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: beforeId }) => {
      const { unread, type, severity } = filter;
      return api.call('notifications_list', { unread, type, severity, beforeId, limit: PAGE });
    },
    getNextPageParam: ({ nextBeforeId }) => nextBeforeId,
  });
}

/** Marking as read, these or all; what is shown is asked for again when it is done, and a failure is said. */
export function useMarkRead() {
  const { api } = useRoom();
  const cache = useQueryClient();
  const errorText = useErrorText();
  return useMutation({
    mutationFn: async (which: readonly NotificationMessage[] | 'all') => {
      if (which === 'all') await api.call('notifications_read_all', {});
      else await Promise.all(which.filter(({ read }) => !read).map(({ id }) => api.call('notification_read', { id })));
    },
    onError: (error) => showFailure(errorText(error)),
    onSettled: () => cache.invalidateQueries({ queryKey: notificationKeys.all }),
  });
}
