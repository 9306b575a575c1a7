import type { UserId } from '../../shared/model/ids.ts';
import type { NotificationMessage } from '../../shared/model/notification.ts';
import type { OutgoingEvent } from '../../shared/protocol/index.ts';
import type { Logger } from '../domain/logger-port.ts';
import { PENDING_MS, toNotification } from '../domain/notifications/notify.ts';
import type { CommandRouter } from './command-router.ts';
import type { Message } from './frames/message.ts';
import type { Outbox } from './frames/outbox.ts';

/** Read from the store at a time. */
const PAGE = 32;
/** What a peer has not taken yet before the next page waits for it: far from where it would be dropped. */
const MOST_QUEUED = { messages: 64, bytes: 256 * 1024 };
const PAUSE_MS = 20;
/** After the store could not be read. */
const AGAIN_MS = 1_000;

/** A connection that is told its user's notifications. */
export interface Inbox {
  readonly userId: UserId;
  readonly outbox: Outbox;
  /** Topics it does not want live: they stay pending. */
  wants?(type: string): boolean;
}

/** The open inboxes of one kind of connection. */
export interface Inboxes {
  /** Tells everything pending, oldest first, and then what comes. Returns the end of it. */
  open(inbox: Inbox): () => void;
  deliver(event: OutgoingEvent): void;
}

interface Reader {
  readonly inbox: Inbox;
  /** What is pending comes from the store until there is no more of it; what arrives meanwhile is among it. */
  isLive: boolean;
  timer?: NodeJS.Timeout;
}

export interface InboxesParts {
  readonly router: Pick<CommandRouter, 'run'>;
  readonly logger: Logger;
  /** Encodes a notification for this kind of connection. */
  readonly messageOf: (notification: NotificationMessage) => Message;
}

/**
 * Hands over from what is pending to what comes live without a gap, a repetition or a change of order: a page is read in
 * its turn among what is committed, and only the turn that finds no more makes the reader live.
 */
export function createInboxes({ router, logger, messageOf }: InboxesParts): Inboxes {
  const readers = new Map<UserId, Set<Reader>>();

  const isFull = ({ inbox }: Reader): boolean => {
    const { messages, bytes } = inbox.outbox.queued();
    return messages > MOST_QUEUED.messages || bytes > MOST_QUEUED.bytes;
  };
  const isOpen = (reader: Reader): boolean => readers.get(reader.inbox.userId)?.has(reader) ?? false;
  const later = (reader: Reader, next: () => void, ms: number): void => {
    reader.timer = setTimeout(next, ms);
    reader.timer.unref();
  };

  function readOn(reader: Reader, afterNth: number): void {
    if (!isOpen(reader)) return;
    if (isFull(reader)) return later(reader, () => readOn(reader, afterNth), PAUSE_MS);
    const { userId, outbox } = reader.inbox;
    const turn = router.run(
      (work) => {
        const page = work.store.notifications.pending(userId, work.now - PENDING_MS, afterNth, PAGE);
        work.afterCommit(() => {
          for (const one of page.notifications) outbox.send(messageOf(toNotification(one, false)));
          const next = page.moreAfterNth;
          if (next === undefined) reader.isLive = true;
          else later(reader, () => readOn(reader, next), 0);
        });
      },
      { kind: 'room' },
    );
    turn.catch((error: unknown) => {
      logger.error({ err: error }, 'pending notifications could not be read');
      later(reader, () => readOn(reader, afterNth), AGAIN_MS);
    });
  }

  return {
    open: (inbox) => {
      const reader: Reader = { inbox, isLive: false };
      const ofUser = readers.get(inbox.userId) ?? new Set();
      readers.set(inbox.userId, ofUser.add(reader));
      readOn(reader, 0);
      return () => {
        clearTimeout(reader.timer);
        ofUser.delete(reader);
        if (ofUser.size === 0 && readers.get(inbox.userId) === ofUser) readers.delete(inbox.userId);
      };
    },
    deliver: (event) => {
      if (event.name !== 'notification' || readers.size === 0) return;
      let message: Message | undefined;
      for (const room of event.rooms) {
        for (const { inbox, isLive } of readers.get(room.slice('user:'.length) as UserId) ?? []) {
          if (!isLive || inbox.wants?.(event.payload.type) === false) continue;
          // Written down only if somebody is there to read it.
          message ??= messageOf(event.payload);
          inbox.outbox.send(message);
        }
      }
    },
  };
}
