import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Alert } from '../../shared/model/alert.ts';
import type { ConnectionId } from '../../shared/model/ids.ts';
import { isStaff } from '../../shared/model/role.ts';
import { ERRORS, RoomError } from '../../shared/protocol/errors.ts';
import type { Logger } from '../domain/logger-port.ts';
import { type Authenticate, bearerToken, type Identified } from './authenticate.ts';
import type { CommandRouter } from './command-router.ts';
import type { Connection } from './connection.ts';
import { Message } from './frames/message.ts';
import { createTurnEnd } from './frames/turn-end.ts';
import { WebSocketOutbox } from './frames/web-socket-outbox.ts';
import type { EventGuard } from './guards/event-guard.ts';
import type { ClientAddress } from './guards/networks.ts';
import { QuietWebSocketServer } from './guards/quiet-web-socket-server.ts';
import type { Strangers } from './guards/strangers.ts';
import type { Hub } from './hub.ts';
import { refuseUpgrade } from './refuse-upgrade.ts';
import { toWireError } from './to-wire-error.ts';

export const ALERTS_PATH = '/ws/security/alerts';

const MAX_FRAME_BYTES = 64 * 1024;
const REPLAY_PAGE = 1_000;
/** Who does not answer our goodbye is not waited for. */
const LINGER_MS = 1_000;

export interface AlertsGatewayParts {
  readonly router: CommandRouter;
  readonly hub: Hub;
  readonly authenticate: Authenticate;
  readonly addressOf: (request: IncomingMessage) => ClientAddress;
  readonly strangers: Pick<Strangers, 'admit'>;
  readonly events: EventGuard;
  readonly heartbeatIntervalMs: number;
  readonly logger: Logger;
}

export interface RawGateway {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, url: URL): void;
  stop(): void;
}

/** What came live while the past is still being replayed. */
interface Meanwhile {
  readonly alertSeq: number;
  readonly rev: number;
  readonly message: Message;
}

const messageOf = (content: object): Message => new Message(JSON.stringify(content));

/** The alert as this socket's clients expect it (protocol 4). */
const alertMessage = (alert: Alert, type: 'alert' | 'alert_updated'): Message =>
  messageOf({ ...alert, type, alert_type: alert.type });

/** The raw alerts socket for staff (protocol 1 and 4). */
export function createAlertsGateway(parts: AlertsGatewayParts): RawGateway {
  const { router, hub, authenticate, addressOf, strangers, events, logger } = parts;
  const server = new QuietWebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES, perMessageDeflate: false });
  const atTurnEnd = createTurnEnd();
  /** The ways out to open sockets; with what came live while the past is still being replayed to them. */
  const live = new Map<WebSocketOutbox, Meanwhile[] | undefined>();

  /** The past first, then what happened meanwhile without the alerts that were just replayed, then live. */
  async function replay(outbox: WebSocketOutbox, identified: Identified, afterSeq: number): Promise<void> {
    const meanwhile: Meanwhile[] = [];
    live.set(outbox, meanwhile);
    /** Which state of each alert was replayed. */
    const replayed = new Map<number, number>();
    let seq = afterSeq;
    for (let more = true; more; ) {
      const page = await router.call('sync', { afterSeq: seq, limit: REPLAY_PAGE }, identified.actor);
      for (const alert of page.alerts) {
        outbox.send(alertMessage(alert, 'alert'));
        replayed.set(alert.seq, alert.rev);
      }
      seq = page.lastSeq;
      more = page.more;
      // At its reader's pace: the past may be long.
      outbox.flush();
      await outbox.drained();
    }
    for (const { alertSeq, rev, message } of meanwhile) if (rev > (replayed.get(alertSeq) ?? 0)) outbox.send(message);
    // Not again one that has closed meanwhile.
    if (live.has(outbox)) live.set(outbox, undefined);
  }

  function open(socket: WebSocket, identified: Identified, afterSeq: number | undefined): void {
    const outbox = new WebSocketOutbox(socket, atTurnEnd);
    const say = (content: object): void => outbox.send(messageOf(content));
    const fail = (error: unknown): void => {
      logger.error({ err: error }, 'an alerts socket could not be opened');
      socket.terminate();
    };
    const connection: Connection = {
      id: randomUUID() as ConnectionId,
      actor: identified.actor,
      transport: 'ws-alerts',
      expiresAt: identified.expiresAt,
      welcome: () => {
        if (socket.readyState !== socket.OPEN) return;
        say({ type: 'connection', connectionId: connection.id, timestamp: new Date().toISOString() });
        if (afterSeq === undefined) live.set(outbox, undefined);
        else replay(outbox, identified, afterSeq).catch(fail);
      },
      close: (code, message) => {
        say({ type: 'error', error: { code, message } });
        outbox.flush();
        socket.close(1008, code);
        setTimeout(() => socket.terminate(), LINGER_MS).unref();
      },
    };
    let isAlive = true;
    const beat = setInterval(() => {
      if (!isAlive) return socket.terminate();
      isAlive = false;
      socket.ping();
      say({ type: 'heartbeat', timestamp: new Date().toISOString() });
    }, parts.heartbeatIntervalMs);
    socket.on('pong', () => {
      isAlive = true;
    });
    socket.on('error', (error) => logger.warn({ err: error }, 'an alerts socket failed'));
    socket.on('close', () => {
      clearInterval(beat);
      live.delete(outbox);
      outbox.close();
      hub.detach(connection).catch((error: unknown) => logger.error({ err: error }, 'a connection could not be closed cleanly'));
    });
    socket.on('message', (data, isBinary) => {
      isAlive = true;
      const refused = events.refusal(identified.actor, 1);
      if (refused) return say({ type: 'error', error: refused });
      const text = isBinary ? '' : data.toString();
      if (isPing(text)) return say({ type: 'pong', timestamp: new Date().toISOString() });
      return say({ type: 'error', error: { code: 'invalid_input', message: 'Only {"type":"ping"} is understood here.' } });
    });
    hub.attach(connection).catch(fail);
  }

  hub.addGateway({
    deliver: (event) => {
      if (live.size === 0 || (event.name !== 'security-alert' && event.name !== 'alert-updated')) return;
      const message = alertMessage(event.payload, event.name === 'security-alert' ? 'alert' : 'alert_updated');
      for (const [outbox, meanwhile] of live) {
        if (meanwhile) meanwhile.push({ alertSeq: event.payload.seq, rev: event.payload.rev, message });
        else outbox.send(message);
      }
    },
  });

  return {
    upgrade: (request, socket, head, url) => {
      const token = bearerToken(request.headers.authorization) ?? url.searchParams.get('token') ?? undefined;
      authenticate(token, addressOf(request).ip)
        .then((identified) => {
          if (socket.destroyed) return;
          if (!isStaff(identified.actor.role)) throw new RoomError('role_forbidden', 'Only staff may listen to alerts.');
          const full = hub.refusal(identified.actor.role, identified.actor.userId);
          if (full) throw new RoomError(full, 'Too many connections are open.');
          const hasty = events.arrivalRefusal(identified.actor);
          if (hasty) throw new RoomError(hasty.code, hasty.message);
          strangers.admit(request.socket);
          const asked = url.searchParams.get('afterSeq');
          const afterSeq = asked !== null && /^\d{1,15}$/.test(asked) ? Number(asked) : undefined;
          server.handleUpgrade(request, socket, head, (ws) => open(ws, identified, afterSeq));
        })
        .catch((error: unknown) => {
          const wire = toWireError(error, logger, ALERTS_PATH);
          refuseUpgrade(socket, ERRORS[wire.code].status, wire);
        });
    },
    stop: () => {
      for (const socket of server.clients) socket.close(1001, 'room_stopping');
      server.close();
    },
  };
}

function isPing(text: string): boolean {
  try {
    const frame: unknown = JSON.parse(text);
    return typeof frame === 'object' && frame !== null && 'type' in frame && frame.type === 'ping';
  } catch {
    return false;
  }
}
