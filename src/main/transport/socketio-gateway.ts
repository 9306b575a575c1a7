import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { Server as Engine } from 'engine.io';
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
import { costOf, type RateGuard } from './guards/token-bucket.ts';
import type { Connection, Hub } from './hub.ts';
import type { IdentifiedRequester, RequesterSockets } from './requester-sockets.ts';
import { toWireError } from './to-wire-error.ts';

/** Answers may be 256 KiB; the frame around them needs a little more. */
const MAX_FRAME_BYTES = 320 * 1024;
const HANDSHAKE_MS = 5_000;
/** Of an event that carries no answer. */
const MAX_EVENT_LENGTH = 64 * 1024;

export interface SocketIoParts {
  readonly router: CommandRouter;
  readonly hub: Hub;
  readonly authenticate: Authenticate;
  readonly requesters: RequesterSockets;
  readonly rate: RateGuard;
  readonly heartbeatIntervalMs: number;
  readonly logger: Logger;
}

type EngineRequest = Parameters<Engine['handleRequest']>[0];
type Reply = (answer: unknown) => void;
type Identity = { identified: Identified; requester?: IdentifiedRequester };
type Events = Record<string, (...args: unknown[]) => void>;

const socketCommands = new Set<string>(SOCKET_COMMANDS);
const refusedConnection = (error: WireError): Error => Object.assign(new Error(error.message), { data: { code: error.code } });

/** The one payload of an event and its acknowledgement; anything else is bad input (protocol 1). */
function unpack(args: unknown[]): { payload: unknown; reply: Reply } {
  const last = args.at(-1);
  const reply = typeof last === 'function' ? (last as Reply) : () => {};
  const payloads = typeof last === 'function' ? args.slice(0, -1) : args;
  return { payload: payloads.length > 1 ? Symbol('several') : payloads[0], reply };
}

function checkShape(event: string, payload: unknown, largestFrame: number): void {
  // A frame's length is not known any more here: only a connection that ever sent a long one is measured again.
  if (largestFrame > MAX_EVENT_LENGTH && event !== 'answer_save' && JSON.stringify(payload ?? null).length > MAX_EVENT_LENGTH) {
    throw new RoomError('payload_too_large', 'An event other than an answer is at most 64 KiB.');
  }
  if (payload === undefined) return;
  if (typeof payload === 'symbol')
    throw new RoomError('invalid_input', 'An event carries one object, not several arguments.', { field: 'arguments' });
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload) || ArrayBuffer.isView(payload)) {
    throw new RoomError('invalid_input', 'An event carries one JSON object.', { field: 'payload' });
  }
}

/** Takes requests and upgrades to its path; whether they may come at all is asked before (socket-paths). */
export interface SocketIoGateway {
  request(request: IncomingMessage, response: ServerResponse): void;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  stop(): Promise<void>;
}

/** Socket.IO as an adapter: bytes into commands, events into bytes (protocol 1 to 3). */
export function createSocketIoGateway(parts: SocketIoParts): SocketIoGateway {
  const { router, hub, authenticate, requesters, rate, logger } = parts;
  const engine = new Engine({
    transports: ['websocket', 'polling'],
    pingInterval: parts.heartbeatIntervalMs,
    pingTimeout: parts.heartbeatIntervalMs,
    maxHttpBufferSize: MAX_FRAME_BYTES,
    perMessageDeflate: false,
    httpCompression: false,
  });
  const io = new Server<Events, Events, never, Identity>({ connectTimeout: HANDSHAKE_MS, serveClient: false });
  io.bind(engine);

  io.use((socket, next) => {
    const { auth, headers, query, address } = socket.handshake;
    const claimed =
      typeof auth.token === 'string'
        ? auth.token
        : (bearerToken(headers.authorization) ?? (typeof query.token === 'string' ? query.token : undefined));
    if (requesters.isTheirs(claimed)) {
      requesters.identify(claimed, address).then(
        (requester) => {
          socket.data.requester = requester;
          next();
        },
        (error: unknown) => next(refusedConnection(toWireError(error, logger, 'connect'))),
      );
      return;
    }
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

  async function carryOut(
    socket: Socket,
    connection: Connection,
    event: string,
    payload: unknown,
    largestFrame: number,
  ): Promise<unknown> {
    checkShape(event, payload, largestFrame);
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
    if (!attemptId) {
      await socket.join(userRoom(connection.actor.userId));
      return;
    }
    await router.run((work) => {
      const whole = findAttempt(work.store, attemptId);
      const examState = toExamState(whole.exam, whole.sitting, work.now);
      const attemptState = { ...toAttemptState(work.store, work.presence, whole), connected: true };
      // In its turn among what others committed: told afterwards, it could follow a newer state and undo it on the screen.
      work.afterCommit(() => {
        socket.emit('exam-state', examState);
        socket.emit('attempt-state', attemptState);
        void socket.join([userRoom(connection.actor.userId), examRoom(whole.exam.id)]);
      });
    }, connection.actor);
  }

  io.on('connection', (socket) => {
    if (socket.data.requester) {
      requesters.open(socket, socket.data.requester);
      return;
    }
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
    if (isStaff(actor.role)) void socket.join(['admin-dashboard', 'security', userRoom(actor.userId)]);
    let largestFrame = 0;
    socket.conn.on('packet', ({ data }: { data?: unknown }) => {
      if (typeof data === 'string' && data.length > largestFrame) largestFrame = data.length;
    });
    socket.onAny((event: string, ...args: unknown[]) => {
      const { payload, reply } = unpack(args);
      if (!isStaff(actor.role) && !rate.take(actor.userId, costOf(payload))) {
        reply({
          ok: false,
          error: { code: 'rate_limited', message: 'Too many events: slow down, then send this again.' } satisfies WireError,
        });
        return;
      }
      carryOut(socket, connection, event, payload, largestFrame).then(reply, (error: unknown) => {
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
    greet(socket, connection)
      .then(() => hub.attach(connection))
      // Gone while it was being let in: its leaving was not noticed then.
      .then(() => (socket.connected ? undefined : hub.detach(connection)))
      .catch((error: unknown) => {
        logger.error({ err: error }, 'a connection could not be opened');
        socket.disconnect(true);
      });
  });

  hub.addGateway({ deliver: ({ name, payload, rooms }) => void io.to([...rooms]).emit(name, payload) });
  return {
    request: (request, response) => engine.handleRequest(request as EngineRequest, response),
    upgrade: (request, socket, head) => engine.handleUpgrade(request as EngineRequest, socket, head),
    stop: async () => {
      await io.close();
    },
  };
}
