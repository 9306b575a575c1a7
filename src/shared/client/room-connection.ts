import { type CommandInput, type CommandOutput, RoomError, type SocketCommandName } from '../protocol/index.ts';
import { backoffMs } from './backoff.ts';
import type { ConnectionState, RequestOptions, RoomConnection } from './connection-contract.ts';
import type { Credentials } from './credentials-contract.ts';
import { createEventEar } from './event-ear.ts';
import { createHeartbeat } from './heartbeat.ts';
import { createListeners } from './listeners.ts';
import type { ClientClock, ProblemPort, RandomPort } from './ports.ts';
import { readOutput, readRefusal } from './read-answer.ts';
import { mayHeal } from './retryable.ts';
import { openSocketIo, type RoomSocket, type SocketFactory, type Transport } from './room-socket.ts';
import { createServerClock } from './server-clock.ts';
import { createSocketCalls, type SocketCalls } from './socket-calls.ts';
import { systemClock } from './system-clock.ts';
import { createTokenRenewal } from './token-renewal.ts';
import { RoomUnreachable, type UnreachableReason } from './unreachable.ts';

export interface RoomConnectionOptions {
  /** Origin of the room, e.g. `https://192.168.1.5:3000`; '' for the page's own. */
  readonly baseUrl: string;
  /** Asked before every attempt. Or give `credentials`, which also renew it. */
  readonly token?: () => string | undefined;
  readonly credentials?: Credentials;
  readonly socketFactory?: SocketFactory;
  readonly clock?: ClientClock;
  readonly random?: RandomPort;
  /** Tried in this order; WebSocket, then polling, unless told. */
  readonly transports?: readonly Transport[];
  /** Ms between heartbeats; 1000 unless told. */
  readonly heartbeatMs?: number;
  readonly onProblem?: ProblemPort;
}

const REQUEST_TIMEOUT_MS = 10_000;
const CONNECT_TIMEOUT_MS = 15_000;
/** A connection that held for less is no success: its end counts as one more failed attempt. */
const STEADY_MS = 5_000;
/** Trying again cannot help against these (protocol 1, Refusals). */
const FINAL_CODES = new Set(['token_revoked', 'user_inactive', 'role_forbidden']);
/** A new token may help against these. */
const RENEWABLE_CODES = new Set(['token_expired', 'token_invalid', 'token_missing']);

/** What lives exactly as long as one socket. */
interface Link {
  readonly socket: RoomSocket;
  readonly calls: SocketCalls;
  /** Stops everything that runs beside an open socket. */
  readonly stops: (() => void)[];
}

function endLink({ stops, socket, calls }: Link, reason: UnreachableReason): void {
  for (const stop of stops) stop();
  socket.close();
  calls.failAll(reason);
}

/**
 * A connection that comes back by itself until it is stopped or the room refuses it for good. See `RoomConnection`
 * for what it promises; protocol 1 for the rules.
 */
export function createRoomConnection(options: RoomConnectionOptions): RoomConnection {
  const { credentials, clock = systemClock, random = Math.random, onProblem } = options;
  const openSocket = options.socketFactory ?? openSocketIo;
  const token = options.token ?? (() => credentials?.token());
  const serverClock = createServerClock(clock);
  const stateListeners = createListeners<[ConnectionState]>('connection state listener', onProblem);
  const ear = createEventEar(onProblem);
  let state: ConnectionState = { state: 'stopped' };
  let link: Link | undefined;
  let cancelTimer = () => {};
  let attempt = 0;
  let connectedAt = 0;
  /** Raised by every start and stop, so that answers to questions of an earlier life are not heeded. */
  let life = 0;

  function enter(next: ConnectionState): void {
    state = next;
    stateListeners.tell(next);
  }

  function dropLink(reason: UnreachableReason): void {
    cancelTimer();
    const dropped = link;
    link = undefined;
    if (dropped) endLink(dropped, reason);
  }

  function refuse(code: string, message: string): void {
    life += 1;
    dropLink('disconnected');
    enter({ state: 'refused', code, message });
  }

  function retryLater(): void {
    if (state.state === 'connected' && clock.monotonic() - connectedAt >= STEADY_MS) attempt = 0;
    dropLink('disconnected');
    attempt += 1;
    const waitMs = backoffMs(attempt, random);
    cancelTimer = clock.after(waitMs, connect);
    enter({ state: 'waiting', retryAt: clock.now() + waitMs, attempt });
  }

  async function renewThenRetry(code: string, message: string): Promise<void> {
    if (!credentials) return refuse(code, message);
    const asked = life;
    try {
      await credentials.refresh();
    } catch (error) {
      if (asked !== life) return;
      if (error instanceof RoomError && !mayHeal(error)) return refuse(error.code, error.message);
    }
    if (asked === life) retryLater();
  }

  function hear(name: string, payload: unknown): void {
    if (name === 'error') {
      // The room's last word before it closes. Where that is not final, the next attempt will tell.
      const { code, message } = readRefusal(payload);
      if (FINAL_CODES.has(code)) refuse(code, message);
      return;
    }
    ear.hear(name, payload);
  }

  function runBeside(open: Link): void {
    open.stops.push(
      createHeartbeat({
        calls: open.calls,
        clock,
        serverClock,
        everyMs: options.heartbeatMs ?? 1_000,
        onSilence: () => link === open && retryLater(),
      }),
    );
    if (!credentials) return;
    open.stops.push(
      createTokenRenewal({
        credentials,
        clock,
        random,
        serverNow: () => (serverClock.uncertainty() === undefined ? undefined : serverClock.now()),
        onRefused: (refusal) => link === open && refuse(refusal.code, refusal.message),
      }),
      credentials.onRenewed((renewed) => {
        // The open socket goes on with the new token; if the room will not have it so, a new connection will carry it.
        open.calls.send('auth_refresh', { token: renewed }, REQUEST_TIMEOUT_MS).catch(() => link === open && retryLater());
      }),
    );
  }

  function connect(): void {
    dropLink('disconnected');
    enter({ state: 'connecting' });
    // A listener may have stopped it.
    if (state.state !== 'connecting') return;
    const current = token();
    if (current === undefined) return refuse('token_missing', 'Not signed in.');
    // Handlers of a connection given up may still be called: only those of the present one are heeded.
    let own: Link | undefined;
    const isCurrent = () => own !== undefined && link === own;
    const socket = openSocket(
      { baseUrl: options.baseUrl, token: current, transports: options.transports ?? ['websocket', 'polling'] },
      {
        onConnect() {
          if (!isCurrent() || !own) return;
          cancelTimer();
          connectedAt = clock.monotonic();
          enter({ state: 'connected', since: clock.now() });
          if (isCurrent()) runBeside(own);
        },
        onRefused({ code, message }) {
          if (!isCurrent()) return;
          if (code !== undefined && FINAL_CODES.has(code)) return refuse(code, message);
          dropLink('disconnected');
          if (code !== undefined && RENEWABLE_CODES.has(code)) return void renewThenRetry(code, message);
          retryLater();
        },
        onDisconnect: () => isCurrent() && retryLater(),
        onEvent: (name, payload) => isCurrent() && hear(name, payload),
      },
    );
    own = { socket, calls: createSocketCalls(socket, clock), stops: [] };
    link = own;
    cancelTimer = clock.after(CONNECT_TIMEOUT_MS, retryLater);
  }

  function stop(): void {
    if (state.state === 'stopped') return;
    life += 1;
    dropLink('stopped');
    enter({ state: 'stopped' });
  }

  return {
    get state() {
      return state;
    },
    start() {
      if (state.state === 'stopped' || state.state === 'refused') {
        life += 1;
        attempt = 0;
        connect();
      }
      return stop;
    },
    stop,
    retryNow: () => state.state === 'waiting' && connect(),
    onState: stateListeners.add,
    on: ear.on,
    async request<Name extends SocketCommandName>(
      command: Name,
      input: CommandInput<Name>,
      request: RequestOptions = {},
    ): Promise<CommandOutput<Name>> {
      if (!link || state.state !== 'connected') throw new RoomUnreachable('disconnected', 'Not connected to the room.');
      return readOutput(command, await link.calls.send(command, input, request.timeoutMs ?? REQUEST_TIMEOUT_MS));
    },
    serverNow: serverClock.now,
    serverTimeUncertainty: serverClock.uncertainty,
    serverTimeAge: serverClock.age,
  };
}
