import { z } from 'zod';
import { BoundedJson, PlainText } from '../../model/bounded-json.ts';
import { ClientMadeId, ExamId, UserId } from '../../model/ids.ts';
import { NotificationMessage, NotificationSeverity, NotificationType } from '../../model/notification.ts';
import { done, limit } from './parts.ts';
import type { CommandTable } from './table.ts';

/** Everybody who has notifications: services only send them. */
const READERS = ['admin', 'proctor', 'student'] as const;

const title = PlainText(200).min(1);
const message = PlainText(2000).min(1);
const receipt = { roles: READERS, input: z.strictObject({ id: ClientMadeId }), output: done } as const;

/** Messages to users: sending, reading, receipts (NT1, protocol 4). */
export const NOTIFICATION_COMMANDS = {
  notifications_list: {
    roles: READERS,
    input: z.strictObject({
      unread: z.union([z.boolean(), z.enum(['true', 'false', '1', '0'])]).optional(),
      type: PlainText(64).min(1).optional(),
      severity: NotificationSeverity.optional(),
      /** The last one of the page before, for the next page. */
      beforeId: ClientMadeId.optional(),
      limit: limit(200).optional(),
    }),
    output: z.strictObject({
      notifications: z.array(NotificationMessage),
      /** How many the caller has not read, whatever the filter. */
      unread: z.int(),
      nextBeforeId: z.string().optional(),
    }),
  },
  notification_status: {
    roles: READERS,
    input: z.strictObject({}),
    output: z.strictObject({
      total_connections: z.int(),
      connections_per_user: z.record(UserId, z.int()),
      user_connected: z.boolean(),
    }),
  },
  notification_test: {
    roles: READERS,
    input: z.strictObject({
      notification_type: NotificationType.optional(),
      title: title.optional(),
      message: message.optional(),
      severity: NotificationSeverity.optional(),
    }),
    output: z.strictObject({ notification: NotificationMessage }),
  },
  notification_send: {
    roles: ['admin', 'proctor', 'service'],
    input: z.strictObject({
      /** Sending the same id again sends nothing. */
      id: ClientMadeId.optional(),
      /** Whoever fits everything that is said: `examId` alone is its roster, with `role` those of them with the role. */
      to: z.strictObject({
        userIds: z.array(UserId).min(1).max(1000).optional(),
        examId: ExamId.optional(),
        role: z.enum(['admin', 'proctor', 'student']).optional(),
      }),
      type: NotificationType,
      title: title.optional(),
      message: message.optional(),
      severity: NotificationSeverity.optional(),
      data: BoundedJson.optional(),
    }),
    output: z.strictObject({ accepted: z.int(), id: z.string(), duplicate: z.boolean().optional() }),
  },
  notification_delivered: receipt,
  notification_read: receipt,
  notifications_read_all: {
    roles: READERS,
    input: z.strictObject({}),
    output: z.strictObject({ ok: z.literal(true), read: z.int() }),
  },
} as const satisfies CommandTable;
