import { describe, expect, it } from 'vitest';
import { foreignTarget } from '../../../scripts/packaging-target.mjs';

const laptop = { platform: 'linux', arch: 'x64' } as const;

describe('what npm run package makes', () => {
  it.each([[[]], [['--dir']], [['--linux', 'deb', '--x64']], [['-l']], [['-c.electronDist=/some/where', '--publish', 'never']]])(
    'OP4 is packages of this system: %j',
    (args) => {
      expect(foreignTarget(args, laptop)).toBeUndefined();
    },
  );

  it.each([
    [['--win'], /Windows/],
    [['-w'], /Windows/],
    [['--dir', '--mac=dmg'], /macOS/],
    [['--linux', '--arm64'], /arm64/],
    [['--universal'], /universal/],
  ])('OP4 is refused in words for another system, whose native parts are not here: %j', (args, said) => {
    expect(foreignTarget(args, laptop)).toMatch(said);
  });
});
