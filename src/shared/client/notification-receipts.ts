import type { RoomConnection } from './connection-contract.ts';
import type { ClientClock } from './ports.ts';
import { systemClock } from './system-clock.ts';

/** Given and kept in mind: a connect tells again what the room does not know to have arrived. */
const KEPT_IDS = 2_000;
/** Half of what a user may send: a long absence is no flood, and answers come through between. */
const PACE_MS = 100;

/**
 * Says of every notification that it has arrived, once and a few a second; whoever shows it says when it was read. A receipt
 * that is lost is given again when the room tells the notification again. The answer ends it.
 */
export function giveReceipts(connection: Pick<RoomConnection, 'on' | 'request'>, clock: ClientClock = systemClock): () => void {
  const given = new Set<string>();
  const waiting: string[] = [];
  let cancel: (() => void) | undefined;

  function giveNext(): void {
    cancel = undefined;
    const id = waiting.shift();
    if (id === undefined) return;
    connection.request('notification_delivered', { id }).catch(() => given.delete(id));
    cancel = clock.after(PACE_MS, giveNext);
  }

  const stop = connection.on('notification', ({ id }) => {
    if (given.has(id)) return;
    given.add(id);
    const [oldest] = given;
    if (given.size > KEPT_IDS && oldest !== undefined) given.delete(oldest);
    waiting.push(id);
    if (!cancel) giveNext();
  });
  return () => {
    stop();
    cancel?.();
  };
}
