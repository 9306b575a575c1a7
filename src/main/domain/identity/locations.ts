import { contains, type Locations, type Network, parseAddress, parseNetwork } from '../../../shared/model/location.ts';
import type { Store } from '../store.ts';

const LOCATIONS = 'locations';
const NONE: Locations = { locations: [] };

type Settings = Pick<Store, 'settings'>;
interface Place {
  readonly network: Network;
  readonly label: string;
}

/** By its text as it is stored: it is asked for with every session that is shown. */
let read: { readonly text: string; readonly locations: Locations; readonly places: readonly Place[] } | undefined;

function readLocations({ settings }: Settings): typeof read {
  const text = settings.get(LOCATIONS);
  if (text === undefined) return undefined;
  if (read?.text !== text) {
    const locations = JSON.parse(text) as Locations;
    const places = locations.locations.flatMap(({ network, label }): Place[] => {
      const parsed = parseNetwork(network);
      return parsed ? [{ network: parsed, label }] : [];
    });
    // The longest prefix first: a seat before its row, a row before its room.
    read = { text, locations, places: places.sort((a, b) => b.network.prefix - a.network.prefix) };
  }
  return read;
}

/** The labels as an administrator wrote them. */
export const locationsOf = (store: Settings): Locations => readLocations(store)?.locations ?? NONE;

export const setLocations = ({ settings }: Settings, locations: Locations): void =>
  settings.set(LOCATIONS, JSON.stringify(locations));

/** What an address without a label is called: this machine, or the /24 (IPv4) or /64 (IPv6) it is in. */
function subnetOf(ip: string): string {
  const address = parseAddress(ip);
  if (!address) return 'unknown';
  if (address.bits === 32) {
    const [first, second, third] = [24n, 16n, 8n].map((shift) => (address.value >> shift) & 0xffn);
    return first === 127n ? 'this computer' : `${first}.${second}.${third}.0/24`;
  }
  if (address.value === 1n) return 'this computer';
  const groups = [112n, 96n, 80n, 64n].map((shift) => ((address.value >> shift) & 0xffffn).toString(16));
  return `${groups.join(':').replace(/(:0)+$/, '')}::/64`;
}

/** Where an address is, as far as a LAN can know: the label of the narrowest network that has one, or the subnet (protocol 3). */
export function locationOf(store: Settings, ip: string): string {
  const address = parseAddress(ip);
  const place = address && readLocations(store)?.places.find(({ network }) => contains(network, address));
  return place?.label ?? subnetOf(ip);
}
