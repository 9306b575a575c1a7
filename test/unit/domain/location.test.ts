import { describe, expect, it } from 'vitest';
import { locationOf, locationsOf, setLocations } from '../../../src/main/domain/identity/locations.ts';
import { Locations, parseAddress, parseNetwork } from '../../../src/shared/model/location.ts';

/** A store that keeps settings and nothing else. */
function settingsOnly() {
  const kept = new Map<string, string>();
  return {
    settings: { get: (name: string) => kept.get(name), set: (name: string, value: string) => void kept.set(name, value) },
  };
}
const labelled = (labels: Record<string, string>) => {
  const store = settingsOnly();
  setLocations(store, { locations: Object.entries(labels).map(([network, label]) => ({ network, label })) });
  return (ip: string) => locationOf(store, ip);
};

describe('ID3 where a session is', () => {
  it('ID3 an address and a network are read as they are meant, and nothing else is one', () => {
    expect(parseAddress('::ffff:10.0.0.1')).toEqual(parseAddress('10.0.0.1'));
    expect(parseAddress('fe80::1%eth0')).toEqual(parseAddress('fe80:0:0:0:0:0:0:1'));
    expect(parseAddress('2001:db8::10.0.0.1')).toEqual(parseAddress('2001:DB8::a00:1'));
    expect(parseNetwork('10.1.2.9/24')).toEqual(parseNetwork('10.1.2.0/24'));
    expect(parseNetwork('10.1.2.9')?.prefix).toBe(32);
    expect(parseNetwork('::/0')).toEqual({ bits: 128, prefix: 0, value: 0n });
    const none = [
      '',
      '10.0.0',
      '10.0.0.256',
      '010.0.0.1',
      '1::2::3',
      ':::',
      '1:2:3:4:5:6:7',
      '1:2:3:4:5:6:7:8:9',
      'room',
      '12345::',
      '1:2:3:4:5:6:7::8',
    ];
    for (const text of none) expect(parseAddress(text), text).toBeUndefined();
    for (const text of ['10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', '::/129', '10.0.0.0/08', '10.0.0.0/-1', 'fe80::%eth0/64'])
      expect(parseNetwork(text), text).toBeUndefined();
  });

  it('ID3 the narrowest labelled network names it, whatever the order they were written in', () => {
    const where = labelled({
      '10.0.0.0/8': 'The house',
      '10.0.3.7': 'Seat 7',
      '10.0.3.0/24': 'Room 12',
      '2001:db8:7::/48': 'Library',
      '2001:db8:7:1::/64': 'Library, row 1',
      '127.0.0.0/8': 'The desk',
    });
    expect(
      ['10.0.3.7', '10.0.3.8', '10.9.9.9', '::ffff:10.0.3.7', '2001:db8:7:1::5', '2001:db8:7:2::5', '127.0.0.1'].map(where),
    ).toEqual(['Seat 7', 'Room 12', 'The house', 'Seat 7', 'Library, row 1', 'Library', 'The desk']);
    expect(where('192.168.1.5')).toBe('192.168.1.0/24');
  });

  it('ID3 an IPv6 label names no IPv4 address', () => {
    const where = labelled({ '::/0': 'Six' });
    expect([where('10.0.0.1'), where('2001:db8::1')]).toEqual(['10.0.0.0/24', 'Six']);
  });

  it('ID3 without a label it is the subnet, this computer, or unknown', () => {
    const where = labelled({});
    expect(
      [
        '192.168.7.44',
        '::ffff:192.168.7.44',
        '127.0.0.1',
        '::1',
        '2001:db8:a:b:1::2',
        '2001:db8::5',
        'fe80::1%eth0',
        'unknown',
        '',
      ].map(where),
    ).toEqual([
      '192.168.7.0/24',
      '192.168.7.0/24',
      'this computer',
      'this computer',
      '2001:db8:a:b::/64',
      '2001:db8::/64',
      'fe80::/64',
      'unknown',
      'unknown',
    ]);
    expect(locationsOf(settingsOnly())).toEqual({ locations: [] });
  });

  it('ID3 a list that cannot be meant is refused with the place', () => {
    const flaw = (locations: unknown) => {
      const { error } = Locations.safeParse({ locations });
      return error?.issues[0]?.path.join('.');
    };
    const row = { network: '10.0.0.0/8', label: 'A' };
    expect(flaw([row])).toBeUndefined();
    expect(flaw([{ ...row, network: 'room 12' }])).toBe('locations.0.network');
    expect(flaw([row, { network: '10.1.0.0/8', label: 'B' }])).toBe('locations.1.network');
    expect(flaw([row, { network: '10.0.0.0/9', label: 'B' }])).toBeUndefined();
    for (const label of ['', '   ', 'x'.repeat(61)]) expect(flaw([{ ...row, label }]), label).toBe('locations.0.label');
    const many = (count: number) => Array.from({ length: count }, (_, n) => ({ network: `10.0.${n}.0/24`, label: 'A' }));
    expect([flaw(many(100)), flaw(many(101))]).toEqual([undefined, 'locations']);
  });
});
