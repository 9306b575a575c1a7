import { isIP } from 'node:net';
import { hostname } from 'node:os';

/** What a request says about where it comes from and whom it means. */
export interface RequestOrigin {
  readonly origin: string | undefined;
  readonly host: string | undefined;
  /** It came over TLS that ends here. */
  readonly isEncrypted?: boolean;
}

const nameOf = (host: string): string =>
  host
    .replace(/:\d+$/, '')
    .replace(/^\[|\]$/g, '')
    .toLowerCase();

/**
 * A page of the room's own names scheme, host and port and nothing else, in the one spelling browsers write. Behind a proxy that
 * ends TLS the page is https and the request is not; the reverse is a page of somebody between.
 */
function isOwnPage(origin: string, host: string, isEncrypted: boolean): boolean {
  const { origin: spelled, protocol, host: named } = new URL(origin);
  if (spelled !== origin || named !== host.toLowerCase()) return false;
  return protocol === 'https:' || (protocol === 'http:' && !isEncrypted);
}

/**
 * One check for every transport (protocol 1, Refusals): a page of another site may not speak to the room, and a
 * foreign name that resolves to it (DNS rebinding) is not the room. Absent Origin: a native client, allowed.
 */
export function createOriginGuard(allowedOrigins: readonly string[]): (request: RequestOrigin) => boolean {
  const allowed = new Set(allowedOrigins);
  const ownNames = new Set(['localhost', hostname().toLowerCase(), `${hostname().toLowerCase()}.local`]);
  for (const origin of allowedOrigins) if (URL.canParse(origin)) ownNames.add(new URL(origin).hostname);

  const isOwnHost = (host: string): boolean => isIP(nameOf(host)) !== 0 || ownNames.has(nameOf(host));
  return ({ origin, host, isEncrypted = false }) => {
    if (host === undefined || !isOwnHost(host)) return false;
    if (origin === undefined) return true;
    if (!URL.canParse(origin)) return false;
    return allowed.has(origin) || isOwnPage(origin, host, isEncrypted);
  };
}
