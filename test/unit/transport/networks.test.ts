import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createAddressGuard,
  createClientAddress,
  networksOf,
  plainAddress,
} from '../../../src/main/transport/guards/networks.ts';

const request = (remoteAddress: string, headers: Record<string, string> = {}) => ({ socket: { remoteAddress }, headers });

describe('networksOf', () => {
  it.each([
    ['192.168.7.4', ['192.168.0.0/16'], true],
    ['192.169.7.4', ['192.168.0.0/16'], false],
    ['::ffff:192.168.7.4', ['192.168.7.4'], true],
    ['::FFFF:10.0.0.1', ['10.0.0.0/8'], true],
    ['fd00::9', ['fd00::/8'], true],
    ['fe80::1%eth0', ['fe80::/10'], true],
    ['fd00::9', ['10.0.0.0/8'], false],
    ['hall-3.local', ['0.0.0.0/0', '::/0'], false],
    ['', ['0.0.0.0/0'], false],
    ['10.0.0.1.evil', ['0.0.0.0/0'], false],
  ])('ID4 finds %s in %j: %s', (address, list, expected) => {
    expect(networksOf(list)(address)).toBe(expected);
  });

  it('ID4 finds an address in each of its own networks, whatever the prefix', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), (address, prefix) => {
        expect(networksOf([`${address}/${prefix}`])(address)).toBe(true);
        expect(networksOf([`${address}/${prefix}`])(`::ffff:${address}`)).toBe(true);
      }),
    );
    fc.assert(fc.property(fc.ipV6(), (address) => networksOf([address])(plainAddress(address)) || address.includes('.')));
  });
});

describe('createAddressGuard', () => {
  it('ID4 lets everybody in while there is no list', () => {
    const mayEnter = createAddressGuard([], []);
    expect(['192.168.7.4', 'fd00::9', '127.0.0.1'].map(mayEnter)).toEqual([true, true, true]);
  });

  it('ID4 keeps to the allow list, takes the denied ones out of it, and never shuts the machine itself out', () => {
    const mayEnter = createAddressGuard(['192.168.0.0/16', 'fd00::/8'], ['192.168.7.0/24', '127.0.0.0/8']);
    expect(['192.168.1.1', '192.168.7.4', 'fd00::9', '10.0.0.1', '2001:db8::1', '127.0.0.1', '::1'].map(mayEnter)).toEqual([
      true,
      false,
      true,
      false,
      false,
      true,
      true,
    ]);
  });
});

describe('createClientAddress', () => {
  const alone = createClientAddress([]);
  const behind = createClientAddress(['10.0.0.0/8', '127.0.0.1']);

  it('ID4 believes nobody’s forwarded header by default', () => {
    expect(alone(request('192.168.7.4', { 'x-forwarded-for': '1.2.3.4' })).ip).toBe('192.168.7.4');
    expect(alone(request('::ffff:192.168.7.4'))).toEqual({ ip: '192.168.7.4', isLocal: false });
  });

  it.each(['forwarded', 'x-forwarded-for', 'x-real-ip', 'x-forwarded-host', 'x-forwarded-proto'])(
    'OP1 takes a request with %s for nothing local, although it comes over loopback',
    (name) => {
      expect(alone(request('127.0.0.1'))).toEqual({ ip: '127.0.0.1', isLocal: true });
      expect(alone(request('127.0.0.1', { [name]: '127.0.0.1' })).isLocal).toBe(false);
      expect(behind(request('127.0.0.1', { [name]: '127.0.0.1' })).isLocal).toBe(false);
    },
  );

  it.each([
    ['its client', '192.168.7.4', '192.168.7.4'],
    ['the nearest that is no proxy of ours', '1.2.3.4, 192.168.7.4, 10.9.9.9', '192.168.7.4'],
    ['the last proxy where all are', '10.1.1.1, 10.2.2.2', '10.1.1.1'],
    ['what is left of nonsense never', '1.2.3.4, <script>, 10.2.2.2', '10.2.2.2'],
    ['the peer for an empty one', '', '10.0.0.1'],
    ['the peer for a header of nonsense', 'unknown', '10.0.0.1'],
  ])('ID4 takes from a trusted proxy %s (%j)', (_what, header, expected) => {
    expect(behind(request('10.0.0.1', { 'x-forwarded-for': header })).ip).toBe(expected);
  });

  it('ID4 answers an address whatever stands in the header', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2_000 }), (header) => {
        const { ip } = behind(request('10.0.0.1', { 'x-forwarded-for': header }));
        expect(networksOf(['0.0.0.0/0', '::/0'])(ip)).toBe(true);
      }),
    );
  });
});
