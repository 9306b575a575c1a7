import type { RoomConnection } from './connection-contract.ts';

/** Given and kept in mind: a connect tells again what the room does not know to have arrived. */
const KEPT_IDS = 500;

/**
 * Says of every notification that it has arrived, once; whoever shows it says when it was read. A receipt that is lost is
 * given again when the room tells the notification again. The answer ends it.
 */
export function giveReceipts(connection: Pick<RoomConnection, 'on' | 'request'>): () => void {
  const given = new Set<string>();
  return connection.on('notification', ({ id }) => {
    if (given.has(id)) return;
    given.add(id);
    const [oldest] = given;
    if (given.size > KEPT_IDS && oldest !== undefined) given.delete(oldest);
    connection.request('notification_delivered', { id }).catch(() => given.delete(id));
  });
}
