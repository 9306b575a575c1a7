import { BlockList, isIP } from 'node:net';

/** Does one of the networks contain the address? A name or a malformed address is in none. */
export type Contains = (address: string) => boolean;

/** An IPv4 address that came over an IPv6 socket (`::ffff:192.168.7.4`) is that IPv4 address; a zone (`%eth0`) is left out. */
export function plainAddress(address: string): string {
  const bare = address.replace(/%.*$/, '');
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1] ?? bare;
}

/** Parses addresses and CIDR networks, IPv4 and IPv6, which the settings have checked. */
export function networksOf(list: readonly string[]): Contains {
  const blocks = new BlockList();
  for (const entry of list) {
    const [address = '', prefix] = entry.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    blocks.addSubnet(address, prefix === undefined ? (family === 'ipv6' ? 128 : 32) : Number(prefix), family);
  }
  return (address) => {
    const plain = plainAddress(address);
    const family = isIP(plain);
    return family !== 0 && blocks.check(plain, family === 6 ? 'ipv6' : 'ipv4');
  };
}

const isLoopback = networksOf(['127.0.0.0/8', '::1']);

/**
 * Which addresses may speak to the room (ID4): those of the allow list, or all where it is empty, without those of the deny list.
 * The machine itself is never shut out: its console is how a mistake in the lists is put right.
 */
export function createAddressGuard(allow: readonly string[], deny: readonly string[]): Contains {
  const isAllowed = allow.length === 0 ? () => true : networksOf(allow);
  const isDenied = networksOf(deny);
  return (address) => isLoopback(address) || (isAllowed(address) && !isDenied(address));
}

/** Where a request comes from. */
export interface ClientAddress {
  /** The nearest address that can be relied on: the peer's, or what our own proxies say. */
  readonly ip: string;
  /** From this machine and by nobody's hand: a request that carries a forwarded header never is (operations). */
  readonly isLocal: boolean;
}

/** What is looked at of a request. */
export interface ForwardedRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly socket: { readonly remoteAddress?: string | undefined };
}

const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'x-forwarded-host', 'x-forwarded-proto'];
/** More hops than any hall has; a longer header is somebody's play. */
const MAX_HOPS = 32;

/**
 * Reads where a request comes from. `X-Forwarded-For` counts only where the peer is a trusted proxy, and then from the right, up to
 * the first address that is not one of ours: what stands left of it was written by the client itself.
 */
export function createClientAddress(trustedProxies: readonly string[]): (request: ForwardedRequest) => ClientAddress {
  const isTrusted = networksOf(trustedProxies);
  return ({ headers, socket }) => {
    const peer = plainAddress(socket.remoteAddress ?? '');
    const isForwarded = FORWARDED.some((name) => headers[name] !== undefined);
    if (!isTrusted(peer)) return { ip: peer, isLocal: isLoopback(peer) && !isForwarded };
    const hops = String(headers['x-forwarded-for'] ?? '')
      .split(',')
      .map((hop) => plainAddress(hop.trim()));
    let ip = peer;
    for (const hop of hops.slice(-MAX_HOPS).reverse()) {
      if (isIP(hop) === 0) break;
      ip = hop;
      if (!isTrusted(hop)) break;
    }
    return { ip, isLocal: isLoopback(peer) && !isForwarded };
  };
}
