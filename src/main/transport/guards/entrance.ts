import type { IncomingMessage } from 'node:http';
import type { WireError } from '../../../shared/protocol/errors.ts';
import { type ClientAddress, type Contains, createAddressGuard, createClientAddress } from './networks.ts';
import type { RequestOrigin } from './origin.ts';

/** What every transport asks before anything else: who may come in at all, and from where they come. */
export interface Entrance {
  readonly addressOf: (request: Pick<IncomingMessage, 'headers' | 'socket'>) => ClientAddress;
  /** Why this request may not even try, in the order of protocol 1: origin and host, then address. */
  refusal(request: Asking): WireError | undefined;
}

type Asking = Pick<IncomingMessage, 'headers' | 'rawHeaders' | 'socket' | 'url'>;

export interface EntranceParts {
  readonly allowsOrigin: (request: RequestOrigin) => boolean;
  readonly trustedProxies: readonly string[];
  readonly ipAllow: readonly string[];
  readonly ipDeny: readonly string[];
}

/**
 * Whom a request means. A target that names a host counts before the header (RFC 9112, 3.2.2), and two headers mean nobody: what
 * stands before the room may have looked at the other one.
 */
function hostOf({ headers, rawHeaders, url = '/' }: Asking): string | undefined {
  const hosts = rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === 'host').length;
  if (hosts > 1 || headers.host === undefined) return undefined;
  return url.startsWith('/') || url === '*' ? headers.host : URL.parse(url)?.host;
}

/** Puts the checks of one kind of request together. */
export function createEntrance({ allowsOrigin, trustedProxies, ipAllow, ipDeny }: EntranceParts): Entrance {
  const addressOf = createClientAddress(trustedProxies);
  const mayEnter: Contains = createAddressGuard(ipAllow, ipDeny);
  return {
    addressOf,
    refusal: (request) => {
      const isEncrypted = 'encrypted' in request.socket && request.socket.encrypted === true;
      if (!allowsOrigin({ origin: request.headers.origin, host: hostOf(request), isEncrypted }))
        return { code: 'origin_forbidden', message: 'This origin or host name may not speak to the room.' };
      if (!mayEnter(addressOf(request).ip)) return { code: 'ip_forbidden', message: 'This address may not speak to the room.' };
      return undefined;
    },
  };
}
