import type { IncomingMessage } from 'node:http';
import type { WireError } from '../../shared/protocol/errors.ts';
import { type Authenticate, bearerToken } from './authenticate.ts';
import type { ClientAddress } from './guards/networks.ts';
import type { Hub } from './hub.ts';

export interface HandshakeLimitsParts {
  readonly hub: Pick<Hub, 'isFull' | 'refusal'>;
  readonly authenticate: Authenticate;
  readonly addressOf: (request: IncomingMessage) => ClientAddress;
}

/** Goes on with a handshake, or refuses it with the answer to the request. */
export type AtHandshake = (
  request: IncomingMessage,
  query: URLSearchParams,
  goOn: () => void,
  refuse: (error: WireError) => void,
) => void;

const FULL: WireError = { code: 'too_many_connections', message: 'Too many connections are open: try again in a while.' };

/**
 * Refuses one connection too many before its handshake, as far as that can be known by then (protocol 1, Refusals): when the room is
 * full for everybody, or when the request itself carries the token of somebody whose places are all taken. Whatever else is wrong
 * with a token is told after the handshake.
 */
export function createHandshakeLimits({ hub, authenticate, addressOf }: HandshakeLimitsParts): AtHandshake {
  return (request, query, goOn, refuse) => {
    // A session that exists has its place.
    if (query.has('sid')) return goOn();
    if (hub.isFull()) return refuse(FULL);
    const token = bearerToken(request.headers.authorization) ?? query.get('token');
    if (!token) return goOn();
    authenticate(token, addressOf(request).ip).then(
      ({ actor }) => (hub.refusal(actor.role, actor.userId) ? refuse(FULL) : goOn()),
      () => goOn(),
    );
    return undefined;
  };
}
