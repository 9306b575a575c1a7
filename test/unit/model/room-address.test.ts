import { describe, expect, it } from 'vitest';
import { parseRoomAddress } from '../../../src/shared/model/room-address.ts';

describe('the address of a room', () => {
  it.each([
    ['192.168.1.5:3000', { origin: 'https://192.168.1.5:3000', shown: '192.168.1.5:3000', isEncrypted: true }],
    ['  Room-PC.local ', { origin: 'https://room-pc.local:3000', shown: 'room-pc.local:3000', isEncrypted: true }],
    ['１９２.168.1.5：4100', { origin: 'https://192.168.1.5:4100', shown: '192.168.1.5:4100', isEncrypted: true }],
    ['[fe80::1]:3000', { origin: 'https://[fe80::1]:3000', shown: '[fe80::1]:3000', isEncrypted: true }],
    ['HTTPS://192.168.1.5:3000/', { origin: 'https://192.168.1.5:3000', shown: '192.168.1.5:3000', isEncrypted: true }],
    ['http://192.168.1.5:3000', { origin: 'http://192.168.1.5:3000', shown: 'http://192.168.1.5:3000', isEncrypted: false }],
    ['localhost', { origin: 'http://localhost:3000', shown: 'localhost:3000', isEncrypted: false }],
    ['127.0.0.1:4100', { origin: 'http://127.0.0.1:4100', shown: '127.0.0.1:4100', isEncrypted: false }],
    ['[::1]:4100', { origin: 'http://[::1]:4100', shown: '[::1]:4100', isEncrypted: false }],
    ['https://127.0.0.1:4100', { origin: 'https://127.0.0.1:4100', shown: 'https://127.0.0.1:4100', isEncrypted: true }],
    // A scheme without a port means the scheme's own, as in a browser: a room behind a proxy.
    ['https://exam.example', { origin: 'https://exam.example', shown: 'exam.example:443', isEncrypted: true }],
    ['https://exam.example:443/console/', { origin: 'https://exam.example', shown: 'exam.example:443', isEncrypted: true }],
    ['http://exam.example', { origin: 'http://exam.example', shown: 'http://exam.example:80', isEncrypted: false }],
    ['localhost:80', { origin: 'http://localhost', shown: 'localhost:80', isEncrypted: false }],
    ['localhost:3000/console/#/overview', { origin: 'http://localhost:3000', shown: 'localhost:3000', isEncrypted: false }],
    ['HTTP://Room.Local:3000/x?y', { origin: 'http://room.local:3000', shown: 'http://room.local:3000', isEncrypted: false }],
    ['http://[fe80::1]:3000', { origin: 'http://[fe80::1]:3000', shown: 'http://[fe80::1]:3000', isEncrypted: false }],
    [
      '127.0.0.1.evil.example',
      { origin: 'https://127.0.0.1.evil.example:3000', shown: '127.0.0.1.evil.example:3000', isEncrypted: true },
    ],
    [
      'https://192.168.1.5:3000/exam/#/join?code=AAAA-BBBB-CCCC-D',
      { origin: 'https://192.168.1.5:3000', shown: '192.168.1.5:3000', isEncrypted: true, code: 'AAAA-BBBB-CCCC-D' },
    ],
  ])('EX5 reads %s', (typed, expected) => {
    expect(parseRoomAddress(typed)).toEqual(expected);
  });

  it('OP2 shows an address so that reading it again leads to the same room', () => {
    for (const typed of [
      '192.168.1.5:3000',
      'http://192.168.1.5:3000',
      'localhost:4100',
      'https://[::1]:4100',
      '[fe80::1]',
      'https://a.example',
      'http://a.example',
      'http://[::1]',
    ])
      expect(parseRoomAddress(parseRoomAddress(typed)?.shown ?? '')).toEqual(parseRoomAddress(typed));
  });

  it.each([
    '',
    ' ',
    'http://',
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
    'data:text/html,x',
    'app://invigil/start/',
    'blob:http://room/1',
    'http://room@evil.example/',
    'http:\\\\room',
    'http://room/\nx',
    `http://${'a'.repeat(3000)}`,
  ])('EX5 takes %j for no address', (typed) => {
    expect(parseRoomAddress(typed)).toBeUndefined();
  });
});
