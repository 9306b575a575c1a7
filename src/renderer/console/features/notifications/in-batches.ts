import type { NotificationMessage } from '../../../../shared/model/notification.ts';

/** Similar notifications that follow each other, newest first; never empty. */
export type Batch = readonly [NotificationMessage, ...NotificationMessage[]];

const isSimilar = (a: NotificationMessage, b: NotificationMessage): boolean =>
  a.type === b.type && a.title === b.title && a.severity === b.severity && a.read === b.read;

/** The list with neighbours of one type, title, severity and state put together (NT1): every one is in exactly one batch. */
export function inBatches(notifications: readonly NotificationMessage[]): Batch[] {
  const batches: [NotificationMessage, ...NotificationMessage[]][] = [];
  for (const notification of notifications) {
    const last = batches.at(-1);
    if (last && isSimilar(last[0], notification)) last.push(notification);
    else batches.push([notification]);
  }
  return batches;
}
