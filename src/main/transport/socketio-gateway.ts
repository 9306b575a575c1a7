import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket as TcpSocket } from 'node:net';
import type { Duplex } from 'node:stream';
import { Server as Engine, type Socket as EngineSocket } from 'engine.io';
import { Server, type Socket } from 'socket.io';
import type { ExamId } from '../../shared/model/ids.ts';
import {
  ERRORS,
  examRoom,
  isErrorCode,
  METRICS_ROOM,
  RoomError,
  SOCKET_COMMANDS,
  type WireError,
} from '../../shared/protocol/index.ts';
import type { SignedInActor } from '../domain/access/actor.ts';
import type { Logger } from '../domain/logger-port.ts';
import type { Meter } from '../domain/monitoring/meter.ts';
import { type Authenticate, bearerToken, type Identified } from './authenticate.ts';
import type { CommandRouter } from './command-router.ts';
import { COMPRESS_FROM_BYTES } from './compression.ts';
import type { Message } from './frames/message.ts';
import { afterMicrotasks, createTurnEnd } from './frames/turn-end.ts';
import { createEngineGuests, type EngineGuests, type EngineGuestsParts, endSession } from './guards/engine-guests.ts';
import type { EventGuard } from './guards/event-guard.ts';
import { QuietWebSocketServer } from './guards/quiet-web-socket-server.ts';
import { costOf } from './guards/token-bucket.ts';
import { createHandshakeLimits } from './handshake-limits.ts';
import type { Hub } from './hub.ts';
import { createInboxes } from './inboxes.ts';
import { refuseRequest, refuseUpgrade } from './refuse-upgrade.ts';
import type { IdentifiedRequester, RequesterSockets } from './requester-sockets.ts';
import { createRooms } from './rooms.ts';
import { type Asked, payloadOf, type Reply } from './socketio-asked.ts';
import { SocketIoConnection } from './socketio-connection.ts';
import { ackMessage, eventMessage, MAX_EVENT_BYTES, readEvent } from './socketio-packets.ts';
import { toWireError } from './to-wire-error.ts';

/** Answers may be 256 KiB; the frame around them needs a little more. */
const MAX_FRAME_BYTES = 320 * 1024;
/** What has left the default namespace, or does not answer our goodbye, is not waited for. */
const LINGER_MS = 1_000;

export interface SocketIoParts extends EngineGuestsParts {
  readonly router: CommandRouter;
  readonly hub: Hub;
  readonly authenticate: Authenticate;
  readonly requesters: RequesterSockets;
  readonly events: EventGuard;
  readonly heartbeatIntervalMs: number;
  readonly meter: Pick<Meter, 'connectionRefused'>;
  readonly logger: Logger;
}

type EngineRequest = Parameters<Engine['handleRequest']>[0];
type Identity = { identified: Identified; requester?: IdentifiedRequester };
type Events = Record<string, (...args: unknown[]) => void>;

const COMPRESSIBLE = { mayCompress: true };

const socketCommands = new Set<string>([...SOCKET_COMMANDS, 'auth_refresh']);
const refusedConnection = (error: WireError): Error => Object.assign(new Error(error.message), { data: { code: error.code } });

/** What carries a connection that began as a WebSocket. */
const tcpOf = (socket: Socket): TcpSocket | undefined =>
  socket.conn.transport.name === 'websocket' ? socket.request.socket : undefined;

/** What a connection came with (headers, the token too) is not kept for as long as it lasts. */
function forgetHandshake(socket: Socket): void {
  const inside = socket as unknown as { handshake: unknown; readonly conn: { request: unknown } };
  inside.conn.request = undefined;
  inside.handshake = undefined;
}

/** A session without a client takes no seat, and so may not stay; one that is told to go may not stay either. */
function lingerOver(session: EngineSocket): void {
  if (session.readyState !== 'closed') setTimeout(endSession, LINGER_MS, session).unref();
}

/** An event in whatever form is counted where it is read; other packets where they come. */
const isEvent = (packet: unknown): boolean => typeof packet === 'string' && (packet[0] === '2' || packet[0] === '5');

/** Whatever Socket.IO carries that is no event costs as much as one, heartbeats out of turn too. Says whether a packet may pass. */
function countOthers(socket: Socket, actor: SignedInActor, events: EventGuard): (packet: unknown) => boolean {
  socket.conn.on('packet', ({ type }: { readonly type: string }) => {
    if (type !== 'message') events.refusal(actor, 1);
  });
  return (packet) => isEvent(packet) || !events.refusal(actor, 1);
}

/** Rooms that staff join and leave on request. */
function changeRooms(connection: SocketIoConnection, event: string, payload: unknown): void {
  const examId = (payload as { examId?: ExamId } | undefined)?.examId;
  if (event === 'join_exam' && examId) connection.join(examRoom(examId));
  if (event === 'leave_exam' && examId) connection.leave(examRoom(examId));
  if (event === 'metrics_subscribe') connection.join(METRICS_ROOM);
  if (event === 'metrics_unsubscribe') connection.leave(METRICS_ROOM);
}

const createEngine = (heartbeatIntervalMs: number): Engine =>
  new Engine({
    transports: ['websocket', 'polling'],
    pingInterval: heartbeatIntervalMs,
    pingTimeout: heartbeatIntervalMs,
    maxHttpBufferSize: MAX_FRAME_BYTES,
    perMessageDeflate: false,
    // Of what is polled only answers to `sync` (protocol 1): see Message. WebSockets carry frames as they are.
    httpCompression: { threshold: COMPRESS_FROM_BYTES },
    wsEngine: QuietWebSocketServer as never,
  });

/** Takes requests and upgrades to its path; whether they may come at all is asked before (socket-paths). */
export interface SocketIoGateway {
  request(request: IncomingMessage, response: ServerResponse): void;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  stop(): Promise<void>;
}

type Newcomer = Socket<Events, Events, never, Identity>;

/** Who comes in: an access token, or a token to ask for recovery; then the limits, before anything is answered. */
const letIn =
  ({ hub, authenticate, requesters, events, addressOf, meter, logger }: SocketIoParts, guests: EngineGuests) =>
  (socket: Newcomer, next: (refused?: Error) => void): void => {
    const { auth, headers, query } = socket.handshake;
    const refuse = (error: WireError): void => {
      meter.connectionRefused(error.code);
      next(refusedConnection(error));
    };
    const claimed =
      typeof auth.token === 'string'
        ? auth.token
        : (bearerToken(headers.authorization) ?? (typeof query.token === 'string' ? query.token : undefined));
    const { ip } = addressOf(socket.request);
    if (requesters.isTheirs(claimed)) {
      requesters.identify(claimed, ip).then(
        (requester) => {
          guests.admit(socket.conn);
          socket.data.requester = requester;
          next();
        },
        (error: unknown) => refuse(toWireError(error, logger, 'connect')),
      );
      return;
    }
    const ticket = typeof query.ticket === 'string' ? query.ticket : undefined;
    authenticate(claimed, ip, ticket).then(
      (identified) => {
        const { actor } = identified;
        const full = hub.refusal(actor.role, actor.userId);
        if (full) return refuse({ code: full, message: 'Too many connections are open.' });
        const hasty = events.arrivalRefusal(actor);
        if (hasty) return refuse(hasty);
        guests.admit(socket.conn);
        socket.data.identified = identified;
        // It counts from now on: others may arrive before Socket.IO says that this one is connected.
        const release = hub.hold(actor);
        process.nextTick(() => process.nextTick(release));
        // Socket.IO's own word that it is connected waits for the greeting and leaves with it.
        tcpOf(socket)?.cork();
        return next();
      },
      (error: unknown) => refuse(toWireError(error, logger, 'connect')),
    );
  };

/** Socket.IO as an adapter: bytes into commands, events into bytes (protocol 1 to 3). */
export function createSocketIoGateway(parts: SocketIoParts): SocketIoGateway {
  const { router, hub, authenticate, requesters, events, meter, logger } = parts;
  const rooms = createRooms<SocketIoConnection>();
  const inboxes = createInboxes({ router, logger, messageOf: (payload) => eventMessage('notification', payload) });
  const atTurnEnd = createTurnEnd();
  const engine = createEngine(parts.heartbeatIntervalMs);
  const guests = createEngineGuests(engine, parts);
  const whereThereIsRoom = createHandshakeLimits(parts);
  const io = new Server<Events, Events, never, Identity>({ serveClient: false });
  io.bind(engine);

  io.use(letIn(parts, guests));

  async function carryOut(connection: SocketIoConnection, asked: Asked): Promise<unknown> {
    const { event } = asked;
    const payload = payloadOf(asked);
    if (!socketCommands.has(event)) throw new RoomError('unknown_command', 'There is no such event.');
    if (event === 'auth_refresh') {
      const token = (payload as { token?: unknown } | undefined)?.token;
      const { actor, expiresAt } = await authenticate(typeof token === 'string' ? token : undefined, connection.actor.ip);
      if (actor.sessionId !== connection.actor.sessionId)
        throw new RoomError('token_invalid', 'This token belongs to another session.');
      connection.expiresAt = expiresAt;
      return { ok: true, expiresAt: new Date(expiresAt).toISOString() };
    }
    const answer = await router.dispatch(event, payload, connection.actor);
    if (event === 'heartbeat') hub.heard(connection.actor.sessionId);
    changeRooms(connection, event, payload);
    return answer;
  }

  function take(connection: SocketIoConnection, asked: Asked): void {
    const { actor } = connection;
    const { reply } = asked;
    connection.messagesIn++;
    const error = events.refusal(actor, costOf(asked.payloads[0]));
    if (error) {
      connection.errors++;
      return reply({ ok: false, error });
    }
    carryOut(connection, asked).then(reply, (error: unknown) => {
      const wire = toWireError(error, logger, asked.event);
      connection.errors++;
      reply({ ok: false, error: wire });
      if (isErrorCode(wire.code) && wire.code === 'token_revoked') connection.close('token_revoked', wire.message);
    });
  }

  /** What comes is read here where it has the plain form of an event; everything else Socket.IO reads. */
  function listen(socket: Socket, connection: SocketIoConnection): void {
    const { outbox } = connection;
    const others = socket.conn.listeners('data');
    const mayPass = countOthers(socket, connection.actor, events);
    let longestOther = 0;
    socket.conn.removeAllListeners('data');
    socket.conn.on('data', (packet: unknown) => {
      const read = socket.connected ? readEvent(packet) : undefined;
      if (read && socketCommands.has(read.name)) {
        const { name, payloads, bytes, ackId } = read;
        const reply: Reply =
          ackId === undefined
            ? () => {}
            : (answer) => outbox.send(ackMessage(ackId, answer, name === 'sync' ? COMPRESSIBLE : undefined));
        return take(connection, { event: name, payloads, bytes, reply });
      }
      if (typeof packet === 'string') longestOther = Math.max(longestOther, Buffer.byteLength(packet));
      if (!mayPass(packet)) return;
      for (const other of others) other.call(socket.conn, packet);
    });
    socket.onAny((event: string, ...args: unknown[]) => {
      const last = args.at(-1);
      const payloads = typeof last === 'function' ? args.slice(0, -1) : args;
      // A packet's length is not known any more here: only a client that ever sent a long one is measured again.
      const bytes = longestOther > MAX_EVENT_BYTES ? Buffer.byteLength(JSON.stringify(payloads)) : 0;
      const reply: Reply = (answer) => {
        if (typeof last !== 'function') return;
        outbox.flush();
        outbox.sent++;
        (last as Reply)(answer);
      };
      take(connection, { event, payloads, bytes, reply });
    });
  }

  io.on('connection', (socket) => {
    if (socket.data.requester) {
      requesters.open(socket, socket.data.requester);
      return;
    }
    const connection = new SocketIoConnection(socket, socket.data.identified, rooms, atTurnEnd, tcpOf(socket));
    forgetHandshake(socket);
    listen(socket, connection);
    let closeInbox = (): void => {};
    socket.on('disconnect', () => {
      connection.forget();
      closeInbox();
      lingerOver(socket.conn);
      hub.detach(connection).catch((error: unknown) => logger.error({ err: error }, 'a connection could not be closed cleanly'));
    });
    connection.onWelcomed = () => {
      const { actor, outbox } = connection;
      if (actor.role !== 'service') closeInbox = inboxes.open({ userId: actor.userId, outbox });
    };
    hub.attach(connection).catch((error: unknown) => {
      logger.error({ err: error }, 'a connection could not be opened');
      connection.release();
      socket.disconnect(true);
    });
  });

  hub.addGateway({
    hears: rooms.has,
    deliver: (event) => {
      requesters.deliver(event);
      if (event.name === 'notification') return inboxes.deliver(event);
      const { name, payload, rooms: audience } = event;
      let message: Message | undefined;
      rooms.each(audience, ({ outbox }) => {
        // Written down only if somebody is there to read it.
        message ??= eventMessage(name, payload);
        outbox.send(message);
      });
    },
  });
  return {
    request: (request, response) => {
      guests.recognise(request);
      whereThereIsRoom(
        request,
        () => engine.handleRequest(request as EngineRequest, response),
        (error) => {
          meter.connectionRefused(error.code);
          refuseRequest(response, error);
        },
      );
    },
    upgrade: (request, socket, head) => {
      guests.recognise(request);
      const goOn = (): void => {
        // The answer to the upgrade and the first packet leave as one.
        socket.cork();
        afterMicrotasks(() => socket.uncork());
        engine.handleUpgrade(request as EngineRequest, socket, head);
      };
      whereThereIsRoom(request, goOn, (error) => {
        meter.connectionRefused(error.code);
        refuseUpgrade(socket, ERRORS[error.code].status, error);
      });
    },
    stop: async () => {
      await io.close();
    },
  };
}
