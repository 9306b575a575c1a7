import { z } from 'zod';
import { PlainText } from '../../shared/model/bounded-json.ts';
import type { NotificationMessage } from '../../shared/model/notification.ts';
import { NOTIFICATION_TEMPLATES } from '../../shared/model/notification-templates.ts';
import { RoomError } from '../../shared/protocol/errors.ts';
import { createInboxes } from './inboxes.ts';
import { createRawGateway, frameMessage, type RawGateway, type RawGatewayParts, type RawPeer } from './raw-gateway.ts';
import { Topics } from './topics.ts';

export const NOTIFICATIONS_PATH = '/api/v1/notifications/ws';

const id = z.string().min(1).max(200);
const topics = z.array(PlainText(64).min(1)).min(1).max(100);
/** What a client may say beside `ping` (protocol 4). */
const ClientFrame = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('mark_read'), id }),
  z.strictObject({ type: z.literal('delivered'), id }),
  z.strictObject({ type: z.literal('subscribe'), topics }),
  z.strictObject({ type: z.literal('unsubscribe'), topics }),
]);

/** The first frame: a notification that is about the connection, and over with it. */
function connectionNotification({ connectionId }: RawPeer): NotificationMessage {
  const { title, message, severity } = NOTIFICATION_TEMPLATES.connection;
  const timestamp = new Date().toISOString();
  return { id: connectionId, type: 'connection', title, message, severity, data: { connectionId }, timestamp, read: true };
}

/** The raw notifications socket for any user who has notifications (protocol 4). */
export function createNotificationsGateway(parts: RawGatewayParts): RawGateway {
  const { router, hub, logger } = parts;
  const inboxes = createInboxes({ router, logger, messageOf: frameMessage });
  const topicsOf = new WeakMap<RawPeer, Topics>();
  hub.addGateway(inboxes);

  async function receipt(peer: RawPeer, command: 'notification_read' | 'notification_delivered', about: string): Promise<void> {
    // Nothing is kept about the notification that only said that this connection is open.
    if (about !== peer.connectionId) await router.dispatch(command, { id: about }, peer.actor);
  }

  return createRawGateway(parts, {
    transport: 'ws-notifications',
    path: NOTIFICATIONS_PATH,
    admit: ({ role }) => {
      if (role === 'service') throw new RoomError('role_forbidden', 'A service sends notifications and receives none.');
    },
    welcome: (peer) => {
      const wanted = new Topics();
      topicsOf.set(peer, wanted);
      peer.say(connectionNotification(peer));
      return inboxes.open({ userId: peer.actor.userId, outbox: peer.outbox, wants: (type) => wanted.wants(type) });
    },
    hear: async (peer, raw) => {
      const { data: frame } = ClientFrame.safeParse(raw);
      if (!frame)
        throw new RoomError(
          'invalid_input',
          'Understood here: {"type":"ping"}, mark_read and delivered with an id, subscribe and unsubscribe with a list of topics.',
        );
      if (frame.type === 'mark_read') return receipt(peer, 'notification_read', frame.id);
      if (frame.type === 'delivered') return receipt(peer, 'notification_delivered', frame.id);
      const wanted = topicsOf.get(peer);
      if (wanted?.[frame.type](frame.topics) === false)
        throw new RoomError('invalid_input', 'These are too many topics: unsubscribe from some first.', { field: 'topics' });
      return undefined;
    },
  });
}
