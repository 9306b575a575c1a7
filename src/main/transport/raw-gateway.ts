import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { ConnectionId } from '../../shared/model/ids.ts';
import { ERRORS, RoomError } from '../../shared/protocol/errors.ts';
import type { SignedInActor } from '../domain/access/actor.ts';
import type { Logger } from '../domain/logger-port.ts';
import type { Meter } from '../domain/monitoring/meter.ts';
import { type Authenticate, bearerToken } from './authenticate.ts';
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

const MAX_FRAME_BYTES = 64 * 1024;
/** Who does not answer our goodbye is not waited for. */
const LINGER_MS = 1_000;

export interface RawGatewayParts {
  readonly router: CommandRouter;
  readonly hub: Hub;
  readonly authenticate: Authenticate;
  readonly addressOf: (request: IncomingMessage) => ClientAddress;
  readonly strangers: Pick<Strangers, 'admit'>;
  readonly events: EventGuard;
  readonly heartbeatIntervalMs: number;
  readonly meter: Pick<Meter, 'connectionRefused'>;
  readonly logger: Logger;
}

export interface RawGateway {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, url: URL): void;
  stop(): void;
}

/** One open raw socket as its gateway speaks to it. */
export interface RawPeer {
  readonly actor: SignedInActor;
  readonly connectionId: ConnectionId;
  /** The address it was opened with. */
  readonly url: URL;
  readonly outbox: WebSocketOutbox;
  say(frame: object): void;
  /** Ends it because of a failure of the room's own. */
  fail(error: unknown): void;
}

/** What one raw socket is about; everything else is the same for all of them. */
export interface RawSubject {
  /** For the log and the list of connections. */
  readonly transport: string;
  readonly path: string;
  /** Throws RoomError for whoever has no business here. */
  admit(actor: SignedInActor): void;
  /** The peer was let in. Called in its turn among what is committed; returns what to do once it has gone. */
  welcome(peer: RawPeer): () => void;
  /** A frame that is no ping: parsed, or undefined where it is no JSON object. Throws RoomError for an error frame. */
  hear(peer: RawPeer, frame: Readonly<Record<string, unknown>> | undefined): Promise<void> | void;
}

type CountedConnection = Connection & { messagesIn: number; errors: number };

export const frameMessage = (frame: object): Message => new Message(JSON.stringify(frame));
const now = (): string => new Date().toISOString();

function readFrame(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const frame: unknown = JSON.parse(text);
    return typeof frame === 'object' && frame !== null && !Array.isArray(frame) ? (frame as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** A raw WebSocket: identity before the upgrade, heartbeats, ping and pong, and one error frame for each bad one (protocol 1 and 4). */
export function createRawGateway(parts: RawGatewayParts, subject: RawSubject): RawGateway {
  const { hub, authenticate, addressOf, strangers, events, meter, logger } = parts;
  const server = new QuietWebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES, perMessageDeflate: false });
  const atTurnEnd = createTurnEnd();

  function open(socket: WebSocket, actor: SignedInActor, expiresAt: number, url: URL): void {
    const outbox = new WebSocketOutbox(socket, atTurnEnd);
    const say = (frame: object): void => outbox.send(frameMessage(frame));
    const fail = (error: unknown): void => {
      logger.error({ err: error, transport: subject.transport }, 'a socket could not be opened');
      socket.terminate();
    };
    const peer: RawPeer = { actor, connectionId: randomUUID() as ConnectionId, url, outbox, say, fail };
    let leave = (): void => {};
    const connection: CountedConnection = {
      id: peer.connectionId,
      actor,
      transport: subject.transport,
      connectedAt: 0,
      messagesIn: 0,
      errors: 0,
      get messagesOut() {
        return outbox.sent;
      },
      get wasGivenUp() {
        return outbox.wasGivenUp;
      },
      expiresAt,
      welcome: () => {
        if (socket.readyState === socket.OPEN) leave = subject.welcome(peer);
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
      say({ type: 'heartbeat', timestamp: now() });
    }, parts.heartbeatIntervalMs);
    socket.on('pong', () => {
      isAlive = true;
    });
    socket.on('error', (error) => logger.warn({ err: error, transport: subject.transport }, 'a socket failed'));
    socket.on('close', () => {
      clearInterval(beat);
      leave();
      outbox.close();
      hub.detach(connection).catch((error: unknown) => logger.error({ err: error }, 'a connection could not be closed cleanly'));
    });
    socket.on('message', (data, isBinary) => {
      isAlive = true;
      connection.messagesIn++;
      const refused = events.refusal(actor, 1);
      if (refused) {
        connection.errors++;
        return say({ type: 'error', error: refused });
      }
      const frame = isBinary ? undefined : readFrame(data.toString());
      if (frame?.type === 'ping') return say({ type: 'pong', timestamp: now() });
      // Heard in a promise's turn, so that what is refused at once is answered as what is refused later.
      Promise.resolve(frame)
        .then((read) => subject.hear(peer, read))
        .catch((error: unknown) => {
          const { code, message } = toWireError(error, logger, subject.path);
          connection.errors++;
          say({ type: 'error', error: { code, message } });
        });
      return undefined;
    });
    hub.attach(connection).catch(fail);
  }

  return {
    upgrade: (request, socket, head, url) => {
      const token = bearerToken(request.headers.authorization) ?? url.searchParams.get('token') ?? undefined;
      authenticate(token, addressOf(request).ip, url.searchParams.get('ticket') ?? undefined)
        .then(({ actor, expiresAt }) => {
          if (socket.destroyed) return;
          subject.admit(actor);
          const full = hub.refusal(actor.role, actor.userId);
          if (full) throw new RoomError(full, 'Too many connections are open.');
          const hasty = events.arrivalRefusal(actor);
          if (hasty) throw RoomError.of(hasty);
          strangers.admit(request.socket);
          server.handleUpgrade(request, socket, head, (ws) => open(ws, actor, expiresAt, url));
        })
        .catch((error: unknown) => {
          const wire = toWireError(error, logger, subject.path);
          meter.connectionRefused(wire.code);
          refuseUpgrade(socket, ERRORS[wire.code].status, wire);
        });
    },
    stop: () => {
      for (const socket of server.clients) socket.close(1001, 'room_stopping');
      server.close();
    },
  };
}
