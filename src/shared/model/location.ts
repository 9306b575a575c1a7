import { z } from 'zod';
import { PlainText } from './bounded-json.ts';

/** An address as a number, so that networks can be compared. */
interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

/** A network: its first `prefix` bits are those of its addresses. */
export interface Network extends Address {
  readonly prefix: number;
}

function parse4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) return undefined;
  return parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n);
}

/** The 16-bit groups of a part of an IPv6 address; its end may be written as IPv4. */
function groupsOf(text: string): bigint[] | undefined {
  if (text === '') return [];
  const groups: bigint[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    const v4 = index === parts.length - 1 && part.includes('.') ? parse4(part) : undefined;
    if (v4 !== undefined) groups.push(v4 >> 16n, v4 & 0xffffn);
    else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(BigInt(`0x${part}`));
    else return undefined;
  }
  return groups;
}

function parse6(text: string): bigint | undefined {
  const halves = text.split('::').map(groupsOf);
  const [head, tail = []] = halves;
  if (halves.length > 2 || !head || halves.includes(undefined)) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array<bigint>(missing).fill(0n), ...tail];
  return groups.reduce((value, group) => (value << 16n) | group, 0n);
}

/** Reads an IPv4 or IPv6 address; undefined for anything else. IPv4 over an IPv6 socket (`::ffff:10.0.0.1`) is that IPv4 address. */
export function parseAddress(text: string): Address | undefined {
  const [bare = ''] = text.split('%');
  const v4 = parse4(bare);
  if (v4 !== undefined) return { bits: 32, value: v4 };
  const v6 = bare.includes(':') ? parse6(bare) : undefined;
  if (v6 === undefined) return undefined;
  return v6 >> 32n === 0xffffn ? { bits: 32, value: v6 & 0xffff_ffffn } : { bits: 128, value: v6 };
}

/** Reads `10.0.3.0/24`, `2001:db8:7::/48`, or one address; undefined for anything else. Bits behind the prefix do not count. */
export function parseNetwork(text: string): Network | undefined {
  const [address = '', prefixText, ...rest] = text.split('/');
  const found = address.includes('%') ? undefined : parseAddress(address);
  if (!found || rest.length > 0) return undefined;
  if (prefixText !== undefined && !/^(0|[1-9]\d{0,2})$/.test(prefixText)) return undefined;
  const prefix = prefixText === undefined ? found.bits : Number(prefixText);
  if (prefix > found.bits) return undefined;
  const behind = BigInt(found.bits - prefix);
  return { bits: found.bits, prefix, value: (found.value >> behind) << behind };
}

export const contains = (network: Network, address: Address): boolean =>
  network.bits === address.bits &&
  network.value >> BigInt(network.bits - network.prefix) === address.value >> BigInt(network.bits - network.prefix);

/** What the people of this room call a network or one address: a room, a row, a seat. */
export const LocationLabel = z.strictObject({
  network: z
    .string()
    .max(64)
    .refine((text) => parseNetwork(text) !== undefined, {
      message: 'must be an address or a network such as 10.0.3.0/24 or 2001:db8:7::/48',
    }),
  label: PlainText(60).refine((text) => text.trim() !== '', { message: 'say what this place is called' }),
});
export type LocationLabel = z.infer<typeof LocationLabel>;

/** At most so many labels a room. */
export const MOST_LOCATIONS = 100;

/** All labels of the room; each network once. */
export const Locations = z
  .strictObject({ locations: z.array(LocationLabel).max(MOST_LOCATIONS) })
  .check(({ value: { locations }, issues }) => {
    const seen = new Set<string>();
    for (const [index, { network }] of locations.entries()) {
      const parsed = parseNetwork(network);
      const name = parsed && `${parsed.bits}:${parsed.value}/${parsed.prefix}`;
      if (name !== undefined && seen.has(name))
        issues.push({ code: 'custom', input: network, path: ['locations', index, 'network'], message: 'is there already' });
      if (name !== undefined) seen.add(name);
    }
  });
export type Locations = z.infer<typeof Locations>;
