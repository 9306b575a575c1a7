import { describe, expect, it } from 'vitest';
import { createFailureGuard } from '../../../src/main/app/failure-guard.ts';
import type { RememberedFailure, RememberedFailures } from '../../../src/main/app/remembered-failures.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const FORGETFUL: RememberedFailures = { read: () => [], write: () => undefined, flush: () => undefined };

function guarded(remembered: RememberedFailures = FORGETFUL) {
  const clock = createFakeClock();
  const guard = createFailureGuard({ clock, nameOf: (who) => who, remembered });
  const outcome = (guess: Promise<boolean>) => guess.catch((error: { code: string }) => error.code);
  const wrong = (who = 'a') => outcome(guard.guess(who, async () => false));
  const right = (who = 'a') => outcome(guard.guess(who, async () => true));
  const fail = async (times: number, who?: string) => {
    for (let time = 0; time < times; time++) expect(await wrong(who)).toBe(false);
  };
  return { clock, guard, outcome, wrong, right, fail };
}

describe('ID1 guessing costs time', () => {
  it('ID1 five wrong guesses are free, then each wait is twice the one before, up to a minute', async () => {
    const { clock, wrong, fail } = guarded();
    await fail(5);
    for (const seconds of [1, 2, 4, 8, 16, 32, 60, 60, 60]) {
      expect(await wrong()).toBe('rate_limited');
      clock.advance(seconds * 1_000 - 1);
      expect(await wrong(), `before ${seconds} s are over`).toBe('rate_limited');
      clock.advance(1);
      expect(await wrong(), `after ${seconds} s`).toBe(false);
    }
  });

  it('ID1 does not run the check while somebody has to wait', async () => {
    const { guard, fail, outcome } = guarded();
    await fail(5);
    let checks = 0;
    const check = async () => ++checks > 0;
    expect(await outcome(guard.guess('a', check))).toBe('rate_limited');
    expect(checks).toBe(0);
  });

  it('ID1 a right guess wipes the slate, and so do fifteen minutes', async () => {
    const { clock, wrong, right, fail } = guarded();
    await fail(5);
    clock.advance(1_000);
    expect(await right()).toBe(true);
    await fail(5);
    expect(await wrong()).toBe('rate_limited');
    clock.advance(15 * 60_000);
    await fail(5);
  });

  it('ID1 nobody waits for what somebody else did', async () => {
    const { wrong, right, fail } = guarded();
    await fail(5);
    expect(await wrong()).toBe('rate_limited');
    expect(await right('b')).toBe(true);
  });

  it('ID1 guesses sent all at once get no further', async () => {
    const { guard, clock, outcome } = guarded();
    let checks = 0;
    const flood = () =>
      Promise.all(
        Array.from({ length: 500 }, () =>
          outcome(
            guard.guess('a', async () => {
              checks++;
              await Promise.resolve();
              return false;
            }),
          ),
        ),
      );
    await flood();
    expect(checks).toBe(20);
    clock.advance(60_000);
    await flood();
    expect(checks).toBe(21);
  });

  it('ID1 a check that could not be made counts as nothing', async () => {
    const { guard, right } = guarded();
    for (let time = 0; time < 30; time++) {
      await expect(guard.guess('a', () => Promise.reject(new Error('too busy')))).rejects.toThrow('too busy');
    }
    expect(await right()).toBe(true);
  });

  it('ID1 remembers 10,000 at most, the latest', async () => {
    const { wrong, fail } = guarded();
    await fail(5, 'long ago');
    for (let who = 0; who < 9_999; who++) await wrong(`${who}`);
    expect(await wrong('long ago')).toBe('rate_limited');
    await wrong('one more');
    expect(await wrong('long ago')).toBe(false);
  });

  it('ID1 who has to wait has to after a restart as well, and nobody for a time that has not come yet', async () => {
    let kept: readonly RememberedFailure[] = [];
    const remembered: RememberedFailures = {
      read: () => kept,
      write: (waiting) => {
        kept = waiting();
      },
      flush: () => undefined,
    };
    const before = guarded(remembered);
    await before.fail(4, 'forgetful');
    await before.fail(5, 'guesser');
    expect(kept).toMatchObject([{ who: 'guesser', wrong: 5 }]);
    const after = guarded(remembered);
    expect(await after.wrong('guesser')).toBe('rate_limited');
    expect(await after.right('forgetful')).toBe(true);
    kept = [{ who: 'guesser', wrong: 5, lastWrongAt: Number.MAX_SAFE_INTEGER }];
    const absurd = guarded(remembered);
    absurd.clock.advance(1_000);
    expect(await absurd.right('guesser')).toBe(true);
    expect(kept, 'a right one wipes what was kept').toEqual([]);
  });
});
