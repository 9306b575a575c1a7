import { useCallback, useEffect, useState } from 'react';
import type { NotificationMessage } from '../../../shared/model/notification.ts';
import { useSeated } from './seat-context.tsx';

/** Many at once are asked for once. */
const PACE_MS = 500;

export interface SeatNotifications {
  /** Newest first; undefined until the room was asked once. */
  readonly list: readonly NotificationMessage[] | undefined;
  readonly unread: number;
  /** Why they could not be read, while there is nothing to show instead. */
  readonly error: unknown;
  readonly load: () => void;
  /** The candidate has seen them: read for the room, still marked as new until they are loaded again. */
  readonly markSeen: () => void;
}

/** What this candidate was told, kept current while the page is open. */
export function useNotifications(): SeatNotifications {
  const { api, connection } = useSeated().link;
  const [list, setList] = useState<readonly NotificationMessage[]>();
  const [unread, setUnread] = useState(0);
  const [error, setError] = useState<unknown>();

  const load = useCallback(() => {
    api.call('notifications_list', {}).then(
      (answer) => {
        setList(answer.notifications);
        setUnread(answer.unread);
        setError(undefined);
      },
      (caught: unknown) => setError(caught),
    );
  }, [api]);
  const markSeen = useCallback(() => {
    api.call('notifications_read_all', {}).then(
      () => setUnread(0),
      // Not reached: they stay unread, and the next opening says so again.
      () => {},
    );
  }, [api]);

  useEffect(() => {
    let timer: number | undefined;
    load();
    const stop = connection.on('notification', () => {
      timer ??= window.setTimeout(() => {
        timer = undefined;
        load();
      }, PACE_MS);
    });
    return () => {
      stop();
      window.clearTimeout(timer);
    };
  }, [connection, load]);

  return { list, unread, error, load, markSeen };
}
