import { describe, expect, it } from 'vitest';
import { defaultDataDir } from '../../../src/main/storage/default-data-dir.ts';

describe('default data dir', () => {
  it.each([
    ['linux', {}, '/home/a', '/home/a/.local/share/invigil'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/home/a', '/data/invigil'],
    ['linux', { XDG_DATA_HOME: 'relative' }, '/home/a', '/home/a/.local/share/invigil'],
    ['linux', { XDG_DATA_HOME: '' }, '/home/a', '/home/a/.local/share/invigil'],
    ['darwin', { XDG_DATA_HOME: '/data' }, '/Users/a', '/Users/a/Library/Application Support/Invigil'],
    ['win32', { APPDATA: 'C:\\Users\\a\\AppData\\Roaming' }, 'C:\\Users\\a', 'C:\\Users\\a\\AppData\\Roaming\\Invigil'],
    ['win32', {}, 'C:\\Users\\a', 'C:\\Users\\a\\AppData\\Roaming\\Invigil'],
  ] as const)('OP1 on %s with %j', (platform, env, home, expected) => {
    expect(defaultDataDir({ platform, env, home })).toBe(expected);
  });
});
