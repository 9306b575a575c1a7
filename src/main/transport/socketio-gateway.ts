import type { Socket as EngineSocket } from 'engine.io';
import { Server, type Socket } from 'socket.io';
import type { ExamId } from '../../shared/model/ids.ts';
import { examRoom, isErrorCode, METRICS_ROOM, RoomError, SOCKET_COMMANDS } from '../../shared/protocol/index.ts';
import type { SignedInActor } from '../domain/access/actor.ts';
import type { Logger } from '../domain/logger-port.ts';
import type { Meter } from '../domain/monitoring/meter.ts';
import type { Authenticate } from './authenticate.ts';
import type { CommandRouter } from './command-router.ts';
import type { Message } from './frames/message.ts';
import { createTurnEnd } from './frames/turn-end.ts';
import { createEngineGuests, type EngineGuestsParts, endSession } from './guards/engine-guests.ts';
import type { EventGuard } from './guards/event-guard.ts';
import { costOf } from './guards/token-bucket.ts';
import { createUnclaimedSessions, type UnclaimedSessionsParts } from './guards/unclaimed-sessions.ts';
import type { Hub } from './hub.ts';
import { createInboxes } from './inboxes.ts';
import { PatientEngine } from './patient-engine.ts';
import type { RequesterSockets } from './requester-sockets.ts';
import { createRooms } from './rooms.ts';
import { type Asked, payloadOf, type Reply } from './socketio-asked.ts';
import { SocketIoConnection } from './socketio-connection.ts';
import { createEntry, type Events, forgetHandshake, type Identity, tcpOf } from './socketio-entry.ts';
import { createSocketIoHandshakes, type SocketIoHandshakes } from './socketio-handshakes.ts';
import { ackMessage, eventMessage, MAX_EVENT_BYTES, readEvent } from './socketio-packets.ts';
import { toWireError } from './to-wire-error.ts';

/** What has left the default namespace, or does not answer our goodbye, is not waited for. */
const LINGER_MS = 1_000;

export interface SocketIoParts extends EngineGuestsParts, UnclaimedSessionsParts {
  readonly router: CommandRouter;
  readonly hub: Hub;
  readonly authenticate: Authenticate;
  readonly requesters: RequesterSockets;
  readonly events: EventGuard;
  readonly heartbeatIntervalMs: number;
  readonly meter: Pick<Meter, 'connectionRefused'>;
  readonly logger: Logger;
}

const COMPRESSIBLE = { mayCompress: true };

const socketCommands = new Set<string>([...SOCKET_COMMANDS, 'auth_refresh']);
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

/** Socket.IO's part of the wire, which ends with the room. */
export interface SocketIoGateway extends SocketIoHandshakes {
  stop(): Promise<void>;
}

/** Socket.IO as an adapter: bytes into commands, events into bytes (protocol 1 to 3). */
export function createSocketIoGateway(parts: SocketIoParts): SocketIoGateway {
  const { router, hub, authenticate, requesters, events, logger } = parts;
  const rooms = createRooms<SocketIoConnection>();
  const inboxes = createInboxes({ router, logger, messageOf: (payload) => eventMessage('notification', payload) });
  const atTurnEnd = createTurnEnd();
  const engine = new PatientEngine(parts.heartbeatIntervalMs);
  const unclaimed = createUnclaimedSessions(engine, parts);
  const guests = createEngineGuests(engine, parts);
  const io = new Server<Events, Events, never, Identity>({ serveClient: false });
  io.bind(engine);

  io.use(createEntry(parts, guests, unclaimed));

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
    ...createSocketIoHandshakes({ ...parts, engine, guests, unclaimed }),
    stop: async () => {
      await io.close();
    },
  };
}
