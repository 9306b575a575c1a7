import { randomUUID } from 'node:crypto';
import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import type { ConnectionId } from '../../shared/model/ids.ts';
import { isStaff } from '../../shared/model/role.ts';
import { examRoom, isErrorCode, RoomError, SOCKET_COMMANDS, userRoom, type WireError } from '../../shared/protocol/index.ts';
import { toAttemptState } from '../domain/attempts/attempt-views.ts';
import { findAttempt } from '../domain/attempts/find-attempt.ts';
import { toExamState } from '../domain/exams/exam-views.ts';
import type { Logger } from '../domain/logger-port.ts';
import { type Authenticate, bearerToken, type Identified } from './authenticate.ts';
import type { CommandRouter } from './command-router.ts';
import type { RequestOrigin } from './guards/origin.ts';
import type { RateGuard } from './guards/token-bucket.ts';
import type { Connection, Hub } from './hub.ts';
import { toWireError } from './to-wire-error.ts';

/** Answers may be 256 KiB; the frame around them needs a little more. */
const MAX_FRAME_BYTES = 320 * 1024;
const HANDSHAKE_MS = 5_000;

export interface SocketIoParts {
  readonly server: HttpServer;
  readonly router: CommandRouter;
  readonly hub: Hub;
  readonly authenticate: Authenticate;
  readonly allowsOrigin: (request: RequestOrigin) => boolean;
  readonly rate: RateGuard;
  readonly heartbeatIntervalMs: number;
  readonly logger: Logger;
}

type Reply = (answer: unknown) => void;
type Identity = { identified: Identified };

const socketCommands = new Set<string>(SOCKET_COMMANDS);
const refusedConnection = (error: WireError): Error => Object.assign(new Error(error.message), { data: { code: error.code } });

/** The one payload of an event and its acknowledgement; anything else is bad input (protocol 1). */
function unpack(args: unknown[]): { payload: unknown; reply: Reply } {
  const last = args.at(-1);
  const reply = typeof last === 'function' ? (last as Reply) : () => {};
  const payloads = typeof last === 'function' ? args.slice(0, -1) : args;
  return { payload: payloads.length > 1 ? Symbol('several') : payloads[0], reply };
}

function checkShape(payload: unknown): void {
  if (payload === undefined) return;
  if (typeof payload === 'symbol')
    throw new RoomError('invalid_input', 'An event carries one object, not several arguments.', { field: 'arguments' });
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload) || ArrayBuffer.isView(payload)) {
    throw new RoomError('invalid_input', 'An event carries one JSON object.', { field: 'payload' });
  }
}

/** Socket.IO as an adapter: bytes into commands, events into bytes (protocol 1 to 3). */
export function createSocketIoGateway(parts: SocketIoParts): { stop(): Promise<void> } {
  const { server, router, hub, authenticate, allowsOrigin, rate, logger } = parts;
  const io = new Server<
    Record<string, (...args: unknown[]) => void>,
    Record<string, (...args: unknown[]) => void>,
    never,
    Identity
  >(server, {
    path: '/socket.io/',
    serveClient: false,
    destroyUpgrade: false,
    transports: ['websocket', 'polling'],
    pingInterval: parts.heartbeatIntervalMs,
    pingTimeout: parts.heartbeatIntervalMs,
    connectTimeout: HANDSHAKE_MS,
    maxHttpBufferSize: MAX_FRAME_BYTES,
    perMessageDeflate: false,
    httpCompression: false,
    allowRequest: (request, decide) => decide(null, allowsOrigin({ origin: request.headers.origin, host: request.headers.host })),
  });

  io.use((socket, next) => {
    const { auth, headers, query, address } = socket.handshake;
    const claimed =
      typeof auth.token === 'string'
        ? auth.token
        : (bearerToken(headers.authorization) ?? (typeof query.token === 'string' ? query.token : undefined));
    authenticate(claimed, address).then(
      (identified) => {
        const full = hub.refusal(identified.actor.role, identified.actor.userId);
        if (full) return next(refusedConnection({ code: full, message: 'Too many connections are open.' }));
        socket.data.identified = identified;
        return next();
      },
      (error: unknown) => next(refusedConnection(toWireError(error, logger, 'connect'))),
    );
  });

  async function carryOut(socket: Socket, connection: Connection, event: string, payload: unknown): Promise<unknown> {
    checkShape(payload);
    if (event === 'auth_refresh') {
      const token = (payload as { token?: unknown } | undefined)?.token;
      const { actor, expiresAt } = await authenticate(typeof token === 'string' ? token : undefined, connection.actor.ip);
      if (actor.sessionId !== connection.actor.sessionId)
        throw new RoomError('token_invalid', 'This token belongs to another session.');
      connection.expiresAt = expiresAt;
      return { ok: true, expiresAt: new Date(expiresAt).toISOString() };
    }
    if (!socketCommands.has(event)) throw new RoomError('unknown_command', 'There is no such event.');
    const answer = await router.dispatch(event, payload, connection.actor);
    if (event === 'heartbeat') hub.heard(connection.actor.sessionId);
    const examId = (payload as { examId?: unknown } | undefined)?.examId;
    if (event === 'join_exam') await socket.join(examRoom(examId as never));
    if (event === 'leave_exam') await socket.leave(examRoom(examId as never));
    return answer;
  }

  /** A candidate is first told how the exam and their attempt stand (protocol 1, Catching up). */
  async function greet(socket: Socket, connection: Connection): Promise<void> {
    const { attemptId } = connection.actor;
    if (!attemptId) return;
    await router.run((work) => {
      const whole = findAttempt(work.store, attemptId);
      const examState = toExamState(whole.exam, whole.sitting, work.now);
      const attemptState = toAttemptState(work.store, work.presence, whole);
      // In its turn among what others committed: told afterwards, it could follow a newer state and undo it on the screen.
      work.afterCommit(() => {
        void socket.join(examRoom(whole.exam.id));
        socket.emit('exam-state', examState);
        socket.emit('attempt-state', attemptState);
      });
    }, connection.actor);
  }

  io.on('connection', (socket) => {
    const { actor, expiresAt } = socket.data.identified;
    const connection: Connection = {
      id: randomUUID() as ConnectionId,
      actor,
      transport: socket.conn.transport.name,
      expiresAt,
      close: (code, message) => {
        socket.emit('error', { code, message });
        socket.disconnect(true);
      },
    };
    const rooms = isStaff(actor.role) ? ['admin-dashboard', 'security', userRoom(actor.userId)] : [userRoom(actor.userId)];
    void socket.join(rooms);
    socket.onAny((event: string, ...args: unknown[]) => {
      const { payload, reply } = unpack(args);
      if (!isStaff(actor.role) && !rate.take(actor.userId)) {
        reply({
          ok: false,
          error: { code: 'rate_limited', message: 'Too many events: slow down, then send this again.' } satisfies WireError,
        });
        return;
      }
      carryOut(socket, connection, event, payload).then(reply, (error: unknown) => {
        const wire = toWireError(error, logger, event);
        reply({ ok: false, error: wire });
        if (isErrorCode(wire.code) && wire.code === 'token_revoked') connection.close('token_revoked', wire.message);
      });
    });
    socket.on(
      'disconnect',
      () =>
        void hub
          .detach(connection)
          .catch((error: unknown) => logger.error({ err: error }, 'a connection could not be closed cleanly')),
    );
    hub
      .attach(connection)
      .then(() => greet(socket, connection))
      .catch((error: unknown) => {
        logger.error({ err: error }, 'a connection could not be opened');
        socket.disconnect(true);
      });
  });

  hub.addGateway({ deliver: ({ name, payload, rooms }) => void io.to([...rooms]).emit(name, payload) });
  return {
    stop: async () => {
      await io.close();
    },
  };
}
