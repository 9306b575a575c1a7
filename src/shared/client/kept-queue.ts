import { RoomError } from '../protocol/index.ts';
import { backoffMs } from './backoff.ts';
import type { OutboxItem } from './outbox.ts';
import type { ClientClock, RandomPort } from './ports.ts';
import { isAboutSession, isRetryable, isRoomBusy } from './retryable.ts';

/** Refused as `internal` so often, an item is the cause itself. */
const MOST_INTERNAL = 10;

/** One item on its way out. */
export interface Entry<Item extends OutboxItem> {
  readonly item: Item;
  isOnItsWay: boolean;
  /** May have reached the room. */
  wasSent: boolean;
  tries: number;
  /** Monotonic ms before which it is not tried again. */
  notBefore: number;
  /** A batch with it was refused as a whole: it goes by itself, so that the guilty one shows. */
  isAlone: boolean;
}

export const newEntry = <Item extends OutboxItem>(item: Item, wasSent: boolean): Entry<Item> => ({
  item,
  isOnItsWay: false,
  wasSent,
  tries: 0,
  notBefore: Number.NEGATIVE_INFINITY,
  isAlone: false,
});

export function drop<Item extends OutboxItem>(list: Entry<Item>[], entry: Entry<Item>): void {
  const index = list.indexOf(entry);
  if (index >= 0) list.splice(index, 1);
}

/** What an unacknowledged item means for its sender. */
export type Verdict = 'again' | 'room busy' | 'session refused' | 'refused for good';

/** Judges an item that was not acknowledged and puts it back in line, with a pause where the item itself is the reason. */
export function judge(
  entry: Entry<OutboxItem>,
  error: unknown,
  { clock, random, isConnected }: { clock: ClientClock; random: RandomPort; isConnected: boolean },
): Verdict {
  entry.isOnItsWay = false;
  const pause = () => {
    entry.notBefore = clock.monotonic() + backoffMs(entry.tries, random);
  };
  if (!(error instanceof RoomError)) {
    // No word of it: sent again, at once after a reconnect, a little later where only the ack is missing.
    entry.tries += 1;
    if (isConnected) pause();
    return 'again';
  }
  if (isAboutSession(error)) return 'session refused';
  if (isRoomBusy(error)) return 'room busy';
  entry.tries += 1;
  if (!isRetryable(error) || (error.code === 'internal' && entry.tries >= MOST_INTERNAL)) return 'refused for good';
  pause();
  return 'again';
}
