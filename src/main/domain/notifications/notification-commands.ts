import type { UserId } from '../../../shared/model/ids.ts';
import { isStaff } from '../../../shared/model/role.ts';
import { RoomError, retryIn } from '../../../shared/protocol/errors.ts';
import { signedIn } from '../access/actor.ts';
import { findExam } from '../attempts/find-attempt.ts';
import type { SomeHandlers } from '../handler.ts';
import type { Work } from '../work.ts';
import { compose, composeChecked } from './compose.ts';
import { notify, PENDING_MS, toNotification } from './notify.ts';
import type { ReceiptOutcome } from './store.ts';

const DEFAULT_PAGE = 50;
/** One sending reaches no more: it is one transaction, and nobody else's may wait for it. */
const MOST_RECIPIENTS = 5_000;
/** The alerts socket carries alerts and nothing else. */
const WITHOUT_NOTIFICATIONS = 'ws-alerts';

/** How often a user may send a notification to themselves. */
export interface TestLimit {
  take(userId: UserId): boolean;
  /** How long until the next may be sent (ms). */
  waitMs(userId: UserId): number;
}

const since = ({ now }: Work): number => now - PENDING_MS;

function receipt(id: string, outcome: ReceiptOutcome): { ok: true; id: string; duplicate?: true } {
  if (outcome === 'unknown')
    throw new RoomError('not_found', 'There is no such notification of yours: it may be over.', { field: 'id' });
  return { ok: true, id, ...(outcome === 'known' ? { duplicate: true } : {}) };
}

export type NotificationCommand =
  | 'notifications_list'
  | 'notification_status'
  | 'notification_test'
  | 'notification_send'
  | 'notification_delivered'
  | 'notification_read'
  | 'notifications_read_all';

/** Messages to users: sending, reading, receipts (NT1). Everybody has their own and sees nobody else's. */
export function createNotificationCommands(testLimit: TestLimit): SomeHandlers<NotificationCommand> {
  return {
    notifications_list: {
      execute: (work, { unread, type, severity, beforeId, limit = DEFAULT_PAGE }) => {
        const { userId } = signedIn(work.actor);
        const { notifications } = work.store;
        const beforeNth = beforeId === undefined ? undefined : notifications.placeOf(userId, beforeId);
        if (beforeId !== undefined && beforeNth === undefined)
          throw new RoomError('invalid_input', 'This notification is over: ask for the first page again.', { field: 'beforeId' });
        const found = notifications.list(userId, since(work), {
          unread: unread === true || unread === 'true' || unread === '1',
          type,
          severity,
          beforeNth,
          limit,
        });
        const last = found.length === limit ? found.at(-1) : undefined;
        return {
          notifications: found.map((one) => toNotification(one, one.read)),
          unread: notifications.unreadCount(userId, since(work)),
          ...(last ? { nextBeforeId: last.id } : {}),
        };
      },
    },
    notification_status: {
      execute: ({ actor, presence }) => {
        const { userId, role } = signedIn(actor);
        const open = presence.connections().filter(({ transport }) => transport !== WITHOUT_NOTIFICATIONS);
        const counts = new Map<UserId, number>();
        for (const { actor: other } of open) counts.set(other.userId, (counts.get(other.userId) ?? 0) + 1);
        const own = counts.get(userId) ?? 0;
        return {
          total_connections: open.length,
          connections_per_user: isStaff(role) ? Object.fromEntries(counts) : { [userId]: own },
          user_connected: own > 0,
        };
      },
    },
    notification_test: {
      execute: (work, { notification_type: type = 'test', ...words }) => {
        const { userId } = signedIn(work.actor);
        if (!testLimit.take(userId))
          throw new RoomError('rate_limited', 'That were many tests: wait a few seconds, then try again.', {
            data: retryIn(testLimit.waitMs(userId)),
          });
        return { notification: notify(work, [userId], { ...compose({ type, ...words }), data: { test: true } }) };
      },
    },
    notification_send: {
      execute: (work, { id, to, ...draft }) => {
        const { userId } = signedIn(work.actor);
        const letter = composeChecked(draft);
        if (!to.userIds && !to.examId && !to.role)
          throw new RoomError('invalid_input', 'Say to whom: userIds, examId or role.', { field: 'to' });
        if (to.examId) findExam(work.store, to.examId);
        const recipients = work.store.notifications.addressees(to, MOST_RECIPIENTS + 1);
        if (recipients.length > MOST_RECIPIENTS)
          throw new RoomError('invalid_input', `These are more than ${MOST_RECIPIENTS} users: send to fewer at a time.`, {
            field: 'to',
          });
        if (id !== undefined && work.store.accepted.isRepeat(userId, id, 'notification_send', work.now))
          return { accepted: recipients.length, id, duplicate: true };
        const sent = notify(work, recipients, { ...letter, id });
        work.audit('notification.sent', `notification:${sent.id}`, { type: letter.type, recipients: recipients.length });
        return { accepted: recipients.length, id: id ?? sent.id };
      },
    },
    notification_delivered: {
      execute: (work, { id }) => receipt(id, work.store.notifications.markDelivered(signedIn(work.actor).userId, id, work.now)),
    },
    notification_read: {
      execute: (work, { id }) => receipt(id, work.store.notifications.markRead(signedIn(work.actor).userId, id, work.now)),
    },
    notifications_read_all: {
      execute: (work) => ({ ok: true, read: work.store.notifications.markAllRead(signedIn(work.actor).userId, work.now) }),
    },
  };
}
