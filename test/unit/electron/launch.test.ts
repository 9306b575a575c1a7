import { describe, expect, it } from 'vitest';
import { StartError } from '../../../src/main/domain/start-error.ts';
import { readJoinLink, readSecondStart } from '../../../src/main/electron/join-link.ts';
import { readLaunch } from '../../../src/main/electron/launch.ts';
import { describeStartFailure, hostRefusal } from '../../../src/main/electron/start-failure.ts';
import { joinCodeFromBits } from '../../../src/shared/model/join-code.ts';

const none = { port: undefined, host: undefined, lan: undefined, plaintext: undefined, dataDir: undefined };
const plain = joinCodeFromBits(new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]));
const code = plain.replace(/(.{4})(?=.)/g, '$1-');
/** One character wrong. */
const mistyped = `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`;

describe('readLaunch', () => {
  it.each([
    [[], none],
    [['--port', '0', '--data-dir=/srv/room', '--plaintext'], { ...none, port: '0', dataDir: '/srv/room', plaintext: true }],
    [['--no-sandbox', '--ozone-platform=wayland', 'folder'], none],
    [['some words', 'https://example.com/', `invigil://open/${code}`, `invigil://join/${mistyped}`], none],
  ])('OP4 reads %j as the first screen', (args, flags) => {
    expect(readLaunch(args)).toEqual({ face: { face: 'start' }, flags, notes: [] });
  });

  it.each([
    [['--host'], none],
    [['--host', '--port', '0'], { ...none, port: '0' }],
    [['--host', '192.168.7.4', '--lan'], { ...none, host: '192.168.7.4', lan: true }],
    [['--data-dir', '/srv/room', '--host'], { ...none, dataDir: '/srv/room' }],
  ])('OP4 reads %j as hosting', (args, flags) => {
    expect(readLaunch(args)).toEqual({ face: { face: 'host' }, flags, notes: [] });
  });

  it('OP4 reads a join code as people type it, and the address beside it', () => {
    expect(readLaunch(['--join', plain.toLowerCase()]).face).toEqual({ face: 'join', code });
    expect(readLaunch(['--join', code, '--address', '192.168.1.20:3000']).face).toEqual({
      face: 'join',
      code,
      address: '192.168.1.20:3000',
    });
    expect(readLaunch([`invigil://join/${code}`]).face).toEqual({ face: 'join', code });
  });

  it('OP4 reads the address of another room, and says that its code cannot be checked', () => {
    expect(readLaunch(['--console', 'http://192.168.1.20:3000/console/'])).toEqual({
      face: { face: 'console', url: 'http://192.168.1.20:3000' },
      flags: none,
      notes: [],
    });
    expect(readLaunch(['--console', 'room.local:3000', '--code', code]).notes).toEqual([
      expect.stringContaining('cannot be held'),
    ]);
  });

  it.each([
    ['--join', ['--join']],
    ['--join', ['--join', mistyped]],
    ['--address', ['--join', code, '--address', 'http://192.168.1.20:3000']],
    ['--address', ['--join', code, '--address', 'user@192.168.1.20']],
    ['--address', ['--address', '192.168.1.20:3000']],
    ['--console', ['--console']],
    ['--console', ['--console', 'file:///etc/passwd']],
    ['--console', ['--console', 'javascript:alert(1)']],
    ['--code', ['--console', 'http://192.168.1.20:3000', '--code', mistyped]],
    ['--code', ['--code', code]],
    ['--host', ['--host', '--join', code]],
    ['--console', ['--console', 'http://192.168.1.20', '--join', code]],
  ])('OP4 refuses in one sentence that names %s: %j', (flag, args) => {
    expect(() => readLaunch(args)).toThrow(StartError);
    expect(() => readLaunch(args)).toThrow(flag);
  });
});

describe('what another program says', () => {
  it.each([`invigil://join/${code}`, `INVIGIL://join/${plain.toLowerCase()}/`])('E15 reads %s as a join link', (text) => {
    expect(readJoinLink(text)).toBe(code);
  });

  it.each([
    `invigil://join/${mistyped}`,
    'invigil://join/',
    `invigil://host/${code}`,
    `invigil://join/${code}?address=evil.example`,
    `invigil://join/${code}#x`,
    `invigil://join/..%2f${code}`,
    `invigil://evil.example/join/${code}`,
    `invigil:join/${code}`,
    `https://join/${code}`,
    ` invigil://join/${code}`,
    `invigil://join/${code}\n--data-dir=/elsewhere`,
    `invigil://join/${'A'.repeat(100_000)}`,
  ])('E15 takes %.60j for no join link', (text) => {
    expect(readJoinLink(text)).toBeUndefined();
  });

  it.each([
    [['invigil'], { isRefused: false }],
    [['electron', '--no-sandbox', '/app', '--original-process-start-time=1337'], { isRefused: false }],
    [['electron', '/app', `invigil://join/${code}`], { code, isRefused: false }],
    [['electron', '/app', '--data-dir', '/elsewhere'], { isRefused: true }],
    [['electron', '/app', '--host'], { isRefused: true }],
    [['electron', '/app', `invigil://join/${code}`, '--host'], { isRefused: true }],
    [['electron', '/app', `invigil://join/${mistyped}`], { isRefused: true }],
    [['electron', '/app', '--inspect=9229', '--require=/tmp/x.js'], { isRefused: true }],
  ])('E15 takes from a second start %j only a join link', (args, expected) => {
    expect(readSecondStart(args, '/app')).toEqual(expected);
  });
});

describe('describeStartFailure', () => {
  it('OP4 shows a refusal in its own words', () => {
    const refusal = new StartError('port_in_use', 'Port 3000 is used by another program.');
    expect(describeStartFailure(refusal)).toBe('Port 3000 is used by another program.');
    expect(hostRefusal(refusal)).toEqual({ code: 'port_in_use', detail: 'Port 3000 is used by another program.' });
  });

  it('OP4 shows no stack of a bug', () => {
    const { code: told, detail } = hostRefusal(new TypeError('x is not a function'));
    expect(told).toBe('internal');
    expect(detail).toContain('x is not a function');
    expect(detail).not.toMatch(/TypeError|\n|\.ts:/);
  });
});
