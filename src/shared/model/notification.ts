import { z } from 'zod';
import { IsoTime } from './time.ts';

export const NotificationSeverity = z.enum(['info', 'warning', 'error', 'success']);
export type NotificationSeverity = z.infer<typeof NotificationSeverity>;

/** A message to a user, kept until it is read (protocol 4). */
export const NotificationMessage = z.strictObject({
  id: z.string(),
  type: z.string(),
  title: z.string(),
  message: z.string(),
  severity: NotificationSeverity,
  data: z.record(z.string(), z.unknown()).optional(),
  timestamp: IsoTime,
  read: z.boolean(),
});
export type NotificationMessage = z.infer<typeof NotificationMessage>;

/** Frames of the raw socket go by these names, so no notification may. */
export const RESERVED_NOTIFICATION_TYPES: readonly string[] = ['ping', 'pong', 'error', 'heartbeat'];

/** A type as it is sent: the ones with a template, or any other word that is no frame's. */
export const NotificationType = z
  .string()
  .min(1)
  .max(64)
  .refine((type) => type.isWellFormed() && !type.includes('\u0000'), 'is not valid text')
  .refine((type) => !RESERVED_NOTIFICATION_TYPES.includes(type), 'is a frame of the socket itself and no notification');
