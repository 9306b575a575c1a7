import type { Socket } from 'socket.io';
import { toIso } from '../../shared/model/time.ts';
import { RoomError, retryIn, type WireError } from '../../shared/protocol/errors.ts';
import { type OutgoingEvent, recoveryRoom } from '../../shared/protocol/events.ts';
import type { RequesterActor } from '../domain/access/actor.ts';
import type { Logger } from '../domain/logger-port.ts';
import type { Clock } from '../domain/ports.ts';
import { asOf } from '../domain/recovery/recovery-state.ts';
import { toRecoveryStatus } from '../domain/recovery/recovery-views.ts';
import type { RequesterClaims } from '../domain/recovery/services.ts';
import type { Store } from '../domain/store.ts';
import type { CommandRouter } from './command-router.ts';
import type { RateGuard } from './guards/token-bucket.ts';
import { whoGivesWay } from './guards/who-gives-way.ts';
import { toWireError } from './to-wire-error.ts';

/** All of them together; when full, the oldest of whoever holds most goes, so that nobody can keep or push the others out. */
const MOST = 200;
const MOST_A_REQUEST = 2;
/** Nobody who was shut out stays connected longer than a second (protocol 1). */
const LOOK_MS = 500;

/** Who holds a recovery token, and until when (epoch ms). */
export interface IdentifiedRequester {
  readonly actor: RequesterActor;
  readonly expiresAt: number;
}

/** Sockets opened with a recovery token: they ask and hear about one request, and can do nothing else (ID6). */
export interface RequesterSockets {
  /** Is this token one of theirs, and not an access token? */
  isTheirs(token: string | undefined): token is string;
  identify(token: string, ip: string): Promise<IdentifiedRequester>;
  open(socket: Socket, identified: IdentifiedRequester): void;
  /** Passes an event on to those whose request it is about. */
  deliver(event: OutgoingEvent): void;
}

interface RequesterParts {
  readonly tokens: { isOne(token: string): boolean; verify(token: string): Promise<RequesterClaims & { expiresAt: number }> };
  readonly store: Store;
  readonly router: CommandRouter;
  readonly rate: RateGuard;
  readonly clock: Clock;
  readonly logger: Logger;
}

export function createRequesterSockets({ tokens, store, router, rate, clock, logger }: RequesterParts): RequesterSockets {
  /** Oldest first. */
  const open = new Map<Socket, RequesterActor>();
  /** Those who know how their request stands: news comes after that. */
  const told = new WeakSet<Socket>();

  function close(socket: Socket, code: 'too_many_connections' | 'token_expired' | 'user_inactive', message: string): void {
    open.delete(socket);
    socket.emit('error', { code, message } satisfies WireError);
    socket.disconnect(true);
  }

  /** Looks while anybody is there: they have no session whose end could tell. */
  let looking: NodeJS.Timeout | undefined;
  function look(): void {
    try {
      for (const [socket, { userId }] of open)
        if (!store.users.byId(userId)?.active) close(socket, 'user_inactive', 'This account is disabled: ask an administrator.');
    } catch (error) {
      logger.error({ err: error }, 'accounts of recovery connections could not be looked at');
    }
    if (open.size > 0) return;
    clearInterval(looking);
    looking = undefined;
  }

  function makeRoom(newcomer: RequesterActor): void {
    const same = [...open].filter(([, actor]) => actor.requestId === newcomer.requestId);
    const oldest = same.length >= MOST_A_REQUEST ? same[0]?.[0] : open.size >= MOST ? whoGivesWay(open, newcomer) : undefined;
    if (oldest) close(oldest, 'too_many_connections', 'Another connection took the place of this one.');
  }

  /** How the request stands, for whoever comes back to it. */
  async function greet(socket: Socket, actor: RequesterActor): Promise<void> {
    await router.run((work) => {
      const request = work.store.recovery.byId(actor.requestId);
      const status = request && toRecoveryStatus(asOf(request, work.now), work.now);
      work.afterCommit(() => {
        if (status) socket.emit('recovery-status', status);
        told.add(socket);
      });
    }, actor);
  }

  async function carryOut(actor: RequesterActor, event: string, payload: unknown): Promise<unknown> {
    if (!rate.take(`recovery:${actor.requestId}`))
      throw new RoomError('rate_limited', 'Too many events: slow down, then send this again.', {
        data: retryIn(rate.waitMs(`recovery:${actor.requestId}`)),
      });
    // A sign of life is answered as everywhere, and changes nothing.
    if (event === 'heartbeat') return { ok: true, serverTime: toIso(clock.now()), lastSeq: 0 };
    if (event !== 'recovery_request')
      throw new RoomError('role_forbidden', 'A recovery token is good for asking to be let back in, and for nothing else.');
    return router.dispatch('recovery_request', payload, actor);
  }

  return {
    isTheirs: (token): token is string => token !== undefined && tokens.isOne(token),
    async identify(token, ip) {
      const { expiresAt, ...claims } = await tokens.verify(token);
      const attempt = store.attempts.byId(claims.attemptId);
      if (attempt?.userId !== claims.userId)
        throw new RoomError('token_invalid', 'This recovery token was not issued by this room: join again to get a new one.');
      if (!store.users.byId(claims.userId)?.active)
        throw new RoomError('user_inactive', 'This account is disabled: ask an administrator.');
      return { actor: { kind: 'requester', ip, ...claims }, expiresAt };
    },
    deliver({ name, payload, rooms }) {
      if (open.size === 0) return;
      for (const [socket, { requestId }] of open)
        if (told.has(socket) && rooms.includes(recoveryRoom(requestId))) socket.emit(name, payload);
    },
    open(socket, { actor, expiresAt }) {
      makeRoom(actor);
      open.set(socket, actor);
      looking ??= setInterval(look, LOOK_MS).unref();
      const timer = setTimeout(
        () => close(socket, 'token_expired', 'This recovery token has expired: join again to get a new one.'),
        Math.max(0, expiresAt - clock.now()),
      );
      timer.unref();
      socket.on('disconnect', () => {
        clearTimeout(timer);
        open.delete(socket);
      });
      const greeted = greet(socket, actor);
      socket.onAny((event: string, ...args: unknown[]) => {
        const last = args.at(-1);
        const reply = typeof last === 'function' ? (last as (answer: unknown) => void) : () => {};
        const payloads = typeof last === 'function' ? args.slice(0, -1) : args;
        const asked = async () => {
          // In the room first: what follows from the request is heard.
          await greeted;
          if (payloads.length > 1)
            throw new RoomError('invalid_input', 'An event carries one object, not several arguments.', { field: 'arguments' });
          return carryOut(actor, event, payloads[0]);
        };
        asked().then(reply, (error: unknown) => reply({ ok: false, error: toWireError(error, logger, event) }));
      });
      greeted.catch((error: unknown) => {
        logger.error({ err: error }, 'a recovery connection could not be opened');
        socket.disconnect(true);
      });
    },
  };
}
