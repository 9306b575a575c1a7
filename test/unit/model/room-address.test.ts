import { describe, expect, it } from 'vitest';
import { parseRoomAddress } from '../../../src/shared/model/room-address.ts';

describe('the address of a room', () => {
  it.each([
    ['192.168.1.5:3000', { origin: 'http://192.168.1.5:3000', shown: '192.168.1.5:3000' }],
    ['  Room-PC.local ', { origin: 'http://room-pc.local:3000', shown: 'room-pc.local:3000' }],
    ['１９２.168.1.5：4100', { origin: 'http://192.168.1.5:4100', shown: '192.168.1.5:4100' }],
    ['[fe80::1]:3000', { origin: 'http://[fe80::1]:3000', shown: '[fe80::1]:3000' }],
    [
      'http://192.168.1.5:3000/exam/#/join?code=AAAA-BBBB-CCCC-D',
      { origin: 'http://192.168.1.5:3000', shown: '192.168.1.5:3000', code: 'AAAA-BBBB-CCCC-D' },
    ],
  ])('EX5 reads %s', (typed, expected) => {
    expect(parseRoomAddress(typed)).toEqual(expected);
  });

  it.each([
    '',
    ' ',
    'http://',
    'https://192.168.1.5:3000',
    'ftp://192.168.1.5',
    'file:///etc/passwd',
    'user@192.168.1.5:3000',
    'http://user:secret@192.168.1.5',
    '192.168.1.5:0',
    '192.168.1.5:65536',
    '192.168.1.5:http',
    'two words',
    'room\n.local',
    '-room',
    'javascript:alert(1)',
  ])('EX5 takes %j for no address', (typed) => {
    expect(parseRoomAddress(typed)).toBeUndefined();
  });
});
