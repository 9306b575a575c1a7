import { describe, expect, it } from 'vitest';
import { StartError } from '../../../src/main/domain/start-error.ts';
import { readLaunch } from '../../../src/main/electron/launch.ts';
import { describeStartFailure } from '../../../src/main/electron/start-failure.ts';

const nothing = { port: undefined, host: undefined, lan: undefined, plaintext: undefined, dataDir: undefined };

describe('readLaunch', () => {
  it.each([
    [[], nothing],
    [['--host'], nothing],
    [['--host', '--port', '0'], { ...nothing, port: '0' }],
    [['--host', '192.168.7.4', '--lan'], { ...nothing, host: '192.168.7.4', lan: true }],
    [['--data-dir=/srv/room', '--plaintext'], { ...nothing, dataDir: '/srv/room', plaintext: true }],
    [['--no-sandbox', '--ozone-platform=wayland', 'folder'], nothing],
  ])('OP4 reads %j', (args, expected) => {
    expect(readLaunch(args)).toEqual(expected);
  });

  it.each(['--join', '--console'])('OP4 says that %s is not for this window', (flag) => {
    expect(() => readLaunch([flag, 'ABCD'])).toThrow(StartError);
  });
});

describe('describeStartFailure', () => {
  it('OP4 shows a refusal in its own words', () => {
    expect(describeStartFailure(new StartError('port_in_use', 'Port 3000 is used by another program.'))).toBe(
      'Port 3000 is used by another program.',
    );
  });

  it('OP4 shows no stack of a bug', () => {
    const words = describeStartFailure(new TypeError('x is not a function'));
    expect(words).toContain('x is not a function');
    expect(words).not.toMatch(/TypeError|\n|\.ts:/);
  });
});
