/** Names of what the cache holds of notifications; the first word invalidates all of it. */
export const notificationKeys = {
  all: ['notifications'] as const,
  unread: ['notifications', 'unread'] as const,
  list: (filter: object) => ['notifications', 'list', filter] as const,
};
