/** Where rooms listen unless told otherwise (operations). */
const DEFAULT_PORT = 3000;
/** Where an address with a scheme and no port leads, as in a browser: a room behind a proxy, say. */
const OWN_PORT = { http: 80, https: 443 } as const;
type Scheme = keyof typeof OWN_PORT;

const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]{2,45}\])$/;
const ADDRESS = /^(?:(https?):\/\/)?([^/:@\s?#[]+|\[[^\]@\s]+\])(?::(\d{1,5}))?((?:[/?#].*)?)$/i;

const LOOPBACK = /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/;

/** A room's address as a person gave it, understood. */
export interface RoomAddress {
  /** The origin every request goes to, as browsers write it, e.g. `https://192.168.1.5:3000`. */
  readonly origin: string;
  /** The same in the form people read it: HOST:PORT, with the scheme where it is not the one expected there. */
  readonly shown: string;
  /** Is what crosses the network encrypted? */
  readonly isEncrypted: boolean;
  /** The join code, where the whole link of a room was given. */
  readonly code?: string;
}

/**
 * Reads HOST, HOST:PORT or the link of a page as a room shows it; nothing for anything else. Without a scheme a room on the network
 * is one that encrypts, and only this computer's own is plain: nobody comes to an unencrypted one unless they say so (security 4).
 */
export function parseRoomAddress(typed: string): RoomAddress | undefined {
  const [, written, rawHost = '', digits, rest = ''] = ADDRESS.exec(typed.normalize('NFKC').trim()) ?? [];
  const host = rawHost.toLowerCase();
  const scheme = (written?.toLowerCase() as Scheme | undefined) ?? expectedScheme(host);
  const port = digits !== undefined ? Number(digits) : written === undefined ? DEFAULT_PORT : OWN_PORT[scheme];
  if (!HOST.test(host) || port < 1 || port > 65_535) return undefined;
  const code = /[?&]code=([0-9A-Za-z-]{1,64})(?:&|$)/.exec(rest)?.[1];
  const origin = `${scheme}://${host}${port === OWN_PORT[scheme] ? '' : `:${port}`}`;
  return {
    origin,
    shown: shownAddress(origin),
    isEncrypted: origin.startsWith('https:'),
    ...(code === undefined ? {} : { code }),
  };
}

/** An origin in the form people read and type it: with its port, without the scheme that is expected there. */
export function shownAddress(origin: string): string {
  const [scheme, rest] = origin.split('://') as [Scheme, string];
  const host = rest.replace(/:\d+$/, '');
  const address = host === rest ? `${host}:${OWN_PORT[scheme]}` : rest;
  return scheme === expectedScheme(host) ? address : `${scheme}://${address}`;
}

const expectedScheme = (host: string): Scheme => (LOOPBACK.test(host) ? 'http' : 'https');
