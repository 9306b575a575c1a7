import type { Socket as TcpSocket } from 'node:net';
import type { Socket } from 'socket.io';
import type { WireError } from '../../shared/protocol/index.ts';
import type { Logger } from '../domain/logger-port.ts';
import type { Meter } from '../domain/monitoring/meter.ts';
import { type Authenticate, bearerToken, type Identified } from './authenticate.ts';
import type { EngineGuests } from './guards/engine-guests.ts';
import type { EventGuard } from './guards/event-guard.ts';
import type { Shown, UnclaimedSessions } from './guards/unclaimed-sessions.ts';
import type { HandshakeLimitsParts } from './handshake-limits.ts';
import type { Hub } from './hub.ts';
import type { IdentifiedRequester, RequesterSockets } from './requester-sockets.ts';
import { toWireError } from './to-wire-error.ts';

/** Who a socket belongs to, once its token was found good. */
export type Identity = { identified: Identified; requester?: IdentifiedRequester };
export type Events = Record<string, (...args: unknown[]) => void>;

export interface EntryParts {
  readonly hub: Pick<Hub, 'refusal' | 'hold'>;
  readonly authenticate: Authenticate;
  readonly requesters: RequesterSockets;
  readonly events: EventGuard;
  readonly addressOf: HandshakeLimitsParts['addressOf'];
  readonly meter: Pick<Meter, 'connectionRefused'>;
  readonly logger: Logger;
}

type Newcomer = Socket<Events, Events, never, Identity>;

const refusedConnection = (error: WireError): Error => Object.assign(new Error(error.message), { data: { code: error.code } });
const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** What carries a connection that began as a WebSocket. */
export const tcpOf = (socket: Socket): TcpSocket | undefined =>
  socket.conn.transport.name === 'websocket' ? socket.request.socket : undefined;

/** What a connection came with (headers, the token too) is not kept for as long as it lasts. */
export function forgetHandshake(socket: Socket): void {
  const inside = socket as unknown as { handshake: unknown; readonly conn: { request: unknown } };
  inside.conn.request = undefined;
  inside.handshake = undefined;
}

function shownAtHandshake({ handshake: { headers, query } }: Newcomer): Shown {
  return { authorization: headers.authorization, token: asText(query.token), ticket: asText(query.ticket) };
}

/** Who comes in: an access token, or a token to ask for recovery; then the limits, before anything is answered. */
export const createEntry =
  (
    { hub, authenticate, requesters, events, addressOf, meter, logger }: EntryParts,
    guests: EngineGuests,
    unclaimed: Pick<UnclaimedSessions, 'shownFor' | 'forget'>,
  ) =>
  (socket: Newcomer, next: (refused?: Error) => void): void => {
    const refuse = (error: WireError): void => {
      meter.connectionRefused(error.code);
      next(refusedConnection(error));
    };
    const admit = ({ conn }: Newcomer): void => {
      guests.admit(conn);
      unclaimed.forget(conn);
    };
    const shown = unclaimed.shownFor(socket.conn) ?? shownAtHandshake(socket);
    const claimed = asText(socket.handshake.auth.token) ?? bearerToken(shown.authorization) ?? shown.token;
    const { ip } = addressOf(socket.request);
    if (requesters.isTheirs(claimed)) {
      requesters.identify(claimed, ip).then(
        (requester) => {
          admit(socket);
          socket.data.requester = requester;
          next();
        },
        (error: unknown) => refuse(toWireError(error, logger, 'connect')),
      );
      return;
    }
    authenticate(claimed, ip, shown.ticket).then(
      (identified) => {
        const { actor } = identified;
        const full = hub.refusal(actor.role, actor.userId);
        if (full) return refuse({ code: full, message: 'Too many connections are open.' });
        const hasty = events.arrivalRefusal(actor);
        if (hasty) return refuse(hasty);
        admit(socket);
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
