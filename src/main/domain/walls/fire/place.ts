const V4 = /^(?:::ffff:)?(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/i;

/** The first four groups of an IPv6 address, written out. */
function firstGroups(ip: string): string | undefined {
  const [head = '', tail] = ip.toLowerCase().replace(/%.*$/, '').split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array<string>(zeros).fill('0'), ...after];
  return groups.length < 4
    ? undefined
    : groups
        .slice(0, 4)
        .map((group) => group.replace(/^0+(?=.)/, ''))
        .join(':');
}

/** Who guesses has a whole /64 of IPv6 addresses, and one IPv4 address: what counts as one source. */
export const sourceOf = (ip: string): string => (V4.test(ip) || !ip.includes(':') ? ip : (firstGroups(ip) ?? ip));

/** What a LAN can know of a place: the /24 (IPv4) or the /64 (IPv6) an address is in. */
export function networkOf(ip: string): string {
  const [, a, b, c] = V4.exec(ip) ?? [];
  return a === undefined ? sourceOf(ip) : `${a}.${b}.${c}`;
}

/** Addresses that only mean something on the site itself: two of them tell nothing of a distance. */
export function isOnSite(ip: string): boolean {
  const [, a, b] = (V4.exec(ip) ?? []).map(Number);
  if (a === undefined || b === undefined) return /^(::1$|f[cde])/i.test(ip);
  return a === 10 || a === 127 || (a === 192 && b === 168) || (a === 172 && b >= 16 && b < 32) || (a === 169 && b === 254);
}
