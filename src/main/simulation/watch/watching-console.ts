import { type ClientClock, createAlertFeed, createRoomConnection, type SocketFactory } from '../../../shared/client/index.ts';
import type { Staff } from '../staff.ts';
import type { Waits } from '../waits.ts';
import type { CheatBook } from './found-cheats.ts';

export interface WatchingConsole {
  /** Waits for what was done and has not been seen yet, but not for long. */
  settle(waits: Waits): Promise<void>;
  stop(): void;
}

/** What nobody was told of after so long is not told any more: the room gathers for 0.1 s, and thins out repeats for 1 s. */
const LAST_LOOK_MS = 5_000;
const CONNECT_MS = 10_000;

/**
 * A console of staff that sees every alert as a person's would, over a connection of its own, and writes it into `book` as it
 * arrives. Alerts from before are none of its business. Resolves when it sees, or after ten seconds of not being able to.
 */
export async function openWatchingConsole(options: {
  readonly url: string;
  readonly staff: Staff;
  readonly book: CheatBook;
  readonly clock: ClientClock;
  readonly waits: Waits;
  readonly socketFactory?: SocketFactory | undefined;
}): Promise<WatchingConsole> {
  const { url, staff, book, clock, waits, socketFactory } = options;
  const connection = createRoomConnection({
    baseUrl: url,
    token: staff.token,
    clock,
    ...(socketFactory ? { socketFactory } : {}),
  });
  // The newest is enough to know where the past ends.
  const seed = async () => (await staff.api.call('alerts_recent', { limit: 1 })).alerts;
  const feed = createAlertFeed({ connection, clock, seed });
  const looks = new Set<() => void>();
  feed.onChange((change) => {
    const isOld = change.kind === 'updated' && change.before === undefined;
    if (!isOld) book.saw(change.alert, clock.monotonic());
    for (const look of [...looks]) look();
  });
  const stopFeed = feed.start();
  const stopConnection = connection.start();
  await waits.until(feed.isCaughtUp, feed.subscribe, CONNECT_MS);
  const watch = (look: () => void) => {
    looks.add(look);
    return () => void looks.delete(look);
  };
  return {
    settle: async (patience) => void (await patience.until(book.isComplete, watch, LAST_LOOK_MS)),
    stop() {
      stopFeed();
      stopConnection();
    },
  };
}
