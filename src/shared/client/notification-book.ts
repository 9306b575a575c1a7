import type { NotificationMessage } from '../model/notification.ts';
import type { RoomConnection } from './connection-contract.ts';
import { createListeners } from './listeners.ts';
import type { NotificationBook, NotificationSnapshot } from './notification-book-contract.ts';
import { giveReceipts } from './notification-receipts.ts';
import type { ClientClock, ProblemPort } from './ports.ts';
import type { RoomApi } from './rest-contract.ts';
import { mayHeal } from './retryable.ts';
import { systemClock } from './system-clock.ts';

const PAGE = 100;
/** What was read on another device is not told: it is found out by looking. */
const LOOK_AGAIN_MS = 60_000;

/** By the room's time, all of them written alike; those of one moment stay as they stood. */
const newestFirst = (list: readonly NotificationMessage[]): readonly NotificationMessage[] =>
  list.toSorted((a, b) => (a.timestamp < b.timestamp ? 1 : a.timestamp > b.timestamp ? -1 : 0));

export interface NotificationBookOptions {
  readonly connection: RoomConnection;
  readonly api: Pick<RoomApi, 'call'>;
  readonly clock?: ClientClock;
  readonly onProblem?: ProblemPort;
}

/** See `NotificationBook`. While somebody is subscribed it also says that what comes has arrived (protocol 1, Catching up). */
export function createNotificationBook({
  connection,
  api,
  clock = systemClock,
  onProblem,
}: NotificationBookOptions): NotificationBook {
  const watchers = createListeners<[]>('notification watcher', onProblem);
  let snapshot: NotificationSnapshot = { isLoaded: false, notifications: [], unreadCount: 0 };
  let watching = 0;
  let stop = () => {};
  /** Raised by every reading and every end: an answer to an earlier question is not heeded. */
  let round = 0;
  /** What came while the room was being asked: its answer may have been made before. */
  let sinceAsked = new Map<string, NotificationMessage>();
  /** Where the list begins, when the room has more: what is older and still pending comes with a connect, counted already. */
  let listedFrom = '';
  let cancelLook = () => {};

  function show(next: Partial<NotificationSnapshot>): void {
    snapshot = { ...snapshot, ...next };
    watchers.tell();
  }

  function hear(notification: NotificationMessage): void {
    sinceAsked.set(notification.id, notification);
    // Pending ones come again with every connect.
    if (notification.timestamp < listedFrom || snapshot.notifications.some(({ id }) => id === notification.id)) return;
    show({
      notifications: newestFirst([notification, ...snapshot.notifications]),
      unreadCount: snapshot.unreadCount + (notification.read ? 0 : 1),
    });
  }

  async function read(): Promise<void> {
    const mine = ++round;
    cancelLook();
    sinceAsked = new Map();
    try {
      const answer = await api.call('notifications_list', { limit: PAGE });
      if (mine !== round) return;
      const told = new Set(answer.notifications.map(({ id }) => id));
      listedFrom = answer.nextBeforeId === undefined ? '' : (answer.notifications.at(-1)?.timestamp ?? '');
      const newer = [...sinceAsked.values()].filter(({ id, timestamp }) => !told.has(id) && timestamp >= listedFrom);
      show({
        isLoaded: true,
        notifications: newestFirst([...newer, ...answer.notifications]),
        unreadCount: answer.unread + newer.filter((one) => !one.read).length,
      });
    } catch (error) {
      if (mine !== round) return;
      if (!mayHeal(error))
        onProblem?.({ where: 'notifications', message: error instanceof Error ? error.message : String(error) });
    }
    cancelLook = clock.after(LOOK_AGAIN_MS, () => void read());
  }

  function start(): () => void {
    const stops = [
      connection.on('notification', hear),
      connection.onState(({ state }) => {
        if (state === 'connected') void read();
      }),
      giveReceipts(connection, clock),
    ];
    if (connection.state.state === 'connected') void read();
    return () => {
      round += 1;
      cancelLook();
      for (const each of stops) each();
    };
  }

  return {
    snapshot: () => snapshot,
    subscribe(listener) {
      const unwatch = watchers.add(listener);
      watching += 1;
      if (watching === 1) stop = start();
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        unwatch();
        watching -= 1;
        if (watching === 0) stop();
      };
    },
    async markAsRead(id) {
      await api.call('notification_read', { id });
      const isUnread = snapshot.notifications.some((one) => one.id === id && !one.read);
      if (!isUnread) return;
      show({
        notifications: snapshot.notifications.map((one) => (one.id === id ? { ...one, read: true } : one)),
        unreadCount: Math.max(0, snapshot.unreadCount - 1),
      });
    },
    async markAllAsRead() {
      await api.call('notifications_read_all', {});
      show({ notifications: snapshot.notifications.map((one) => (one.read ? one : { ...one, read: true })), unreadCount: 0 });
    },
  };
}
