import type { Alert } from '../../shared/model/alert.ts';
import { isStaff } from '../../shared/model/role.ts';
import { RoomError } from '../../shared/protocol/errors.ts';
import type { Message } from './frames/message.ts';
import { createRawGateway, frameMessage, type RawGateway, type RawGatewayParts, type RawPeer } from './raw-gateway.ts';

export const ALERTS_PATH = '/ws/security/alerts';

const REPLAY_PAGE = 1_000;

/** What came live while the past is still being replayed. */
interface Meanwhile {
  readonly alertSeq: number;
  readonly rev: number;
  readonly message: Message;
}

/** The alert as this socket's clients expect it (protocol 4). */
const alertMessage = (alert: Alert, type: 'alert' | 'alert_updated'): Message =>
  frameMessage({ ...alert, type, alert_type: alert.type });

/** After which alert a client wants the past; undefined for no past. */
function askedAfter({ url }: RawPeer): number | undefined {
  const asked = url.searchParams.get('afterSeq');
  return asked !== null && /^\d{1,15}$/.test(asked) ? Number(asked) : undefined;
}

/** The raw alerts socket for staff (protocol 1 and 4). */
export function createAlertsGateway(parts: RawGatewayParts): RawGateway {
  const { router, hub } = parts;
  /** Open sockets; with what came live while the past is still being replayed to them. */
  const live = new Map<RawPeer, Meanwhile[] | undefined>();

  /** The past first, then what happened meanwhile without the alerts that were just replayed, then live. */
  async function replay(peer: RawPeer, afterSeq: number): Promise<void> {
    const meanwhile: Meanwhile[] = [];
    live.set(peer, meanwhile);
    /** Which state of each alert was replayed. */
    const replayed = new Map<number, number>();
    let seq = afterSeq;
    for (let more = true; more; ) {
      const page = await router.call('sync', { afterSeq: seq, limit: REPLAY_PAGE }, peer.actor);
      for (const alert of page.alerts) {
        peer.outbox.send(alertMessage(alert, 'alert'));
        replayed.set(alert.seq, alert.rev);
      }
      seq = page.lastSeq;
      more = page.more;
      // At its reader's pace: the past may be long.
      peer.outbox.flush();
      await peer.outbox.drained();
    }
    for (const { alertSeq, rev, message } of meanwhile) if (rev > (replayed.get(alertSeq) ?? 0)) peer.outbox.send(message);
    // Not again one that has closed meanwhile.
    if (live.has(peer)) live.set(peer, undefined);
  }

  hub.addGateway({
    hears: (room) => room === 'security' && live.size > 0,
    deliver: (event) => {
      if (live.size === 0 || (event.name !== 'security-alert' && event.name !== 'alert-updated')) return;
      const message = alertMessage(event.payload, event.name === 'security-alert' ? 'alert' : 'alert_updated');
      for (const [{ outbox }, meanwhile] of live) {
        if (meanwhile) meanwhile.push({ alertSeq: event.payload.seq, rev: event.payload.rev, message });
        else outbox.send(message);
      }
    },
  });

  return createRawGateway(parts, {
    transport: 'ws-alerts',
    path: ALERTS_PATH,
    admit: ({ role }) => {
      if (!isStaff(role)) throw new RoomError('role_forbidden', 'Only staff may listen to alerts.');
    },
    welcome: (peer) => {
      peer.say({ type: 'connection', connectionId: peer.connectionId, timestamp: new Date().toISOString() });
      const afterSeq = askedAfter(peer);
      if (afterSeq === undefined) live.set(peer, undefined);
      else replay(peer, afterSeq).catch(peer.fail);
      return () => live.delete(peer);
    },
    hear: () => {
      throw new RoomError('invalid_input', 'Only {"type":"ping"} is understood here.');
    },
  });
}
