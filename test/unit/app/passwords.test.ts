import { parseOptions } from '@node-rs/argon2';
import { describe, expect, it } from 'vitest';
import { passwordWeakness } from '../../../src/main/app/password-weakness.ts';
import { createPasswords } from '../../../src/main/app/passwords.ts';

describe('passwords', () => {
  const passwords = createPasswords();

  it('ID1 knows the right password from a wrong one', async () => {
    const hash = await passwords.hash('correct horse battery');
    expect(await passwords.verify(hash, 'correct horse battery', 'here')).toBe(true);
    expect(await passwords.verify(hash, 'correct horse batterY', 'here')).toBe(false);
    expect(await passwords.verify(hash, '', 'here')).toBe(false);
    expect(await passwords.hash('correct horse battery')).not.toBe(hash);
  });

  it('ID1 is argon2id with 19 MiB, two passes, one lane, all written in the hash', async () => {
    const hash = await passwords.hash('correct horse battery');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(parseOptions(hash)).toMatchObject({ memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32, saltLen: 16 });
  });

  it('ID1 checks a hash made with other parameters by its own', async () => {
    const weaker = '$argon2id$v=19$m=8,t=1,p=1$BGVg41DIKrEXxm5M4v1hfQ$76IayV+34CgFfuMd+RF2dngrSmO5YQm+ABE8UOB/+jY';
    expect(await passwords.verify(weaker, 'correct horse battery', 'here')).toBe(true);
    expect(await passwords.verify(weaker, 'wrong horse battery', 'here')).toBe(false);
  });

  it('ID1 takes the same letters typed on another system for the same password', async () => {
    const hash = await passwords.hash('caf\u00e9 ｏｎｅ two');
    expect(await passwords.verify(hash, 'cafe\u0301 one two', 'here')).toBe(true);
  });

  it('ID1 security-46 no password fits an unknown user, and asking takes as long as for a known one', async () => {
    const hash = await passwords.hash('correct horse battery');
    const quickest = { unknown: Number.POSITIVE_INFINITY, known: Number.POSITIVE_INFINITY };
    // In turn, and the quickest of each: what else this machine does at the time only ever adds to some of them.
    for (let round = 0; round < 9; round += 1) {
      for (const [who, of] of [
        ['unknown', undefined],
        ['known', hash],
      ] as const) {
        const start = performance.now();
        expect(await passwords.verify(of, 'wrong horse battery', 'here')).toBe(false);
        quickest[who] = Math.min(quickest[who], performance.now() - start);
      }
    }
    const ratio = quickest.unknown / quickest.known;
    // An early return would be a hundred times faster; the neighbours on this machine make no factor of four.
    expect(ratio).toBeGreaterThan(0.25);
    expect(ratio).toBeLessThan(4);
  });

  it('ID1 security-46 leaves the main thread free while it hashes and while it checks', async () => {
    const isFree = async (work: () => Promise<unknown>): Promise<boolean> => {
      let passed = false;
      setImmediate(() => {
        passed = true;
      });
      // Work done on this thread would be over, and its promise kept, before the loop gets around to anything else.
      await work();
      return passed;
    };
    expect(await isFree(() => passwords.hash('correct horse battery'))).toBe(true);
    const hash = await passwords.hash('correct horse battery');
    expect(await isFree(() => passwords.verify(hash, 'correct horse battery', 'here'))).toBe(true);
  });

  it('ID1 a stored hash that is none is an error, not a wrong password', async () => {
    await expect(passwords.verify('not a hash', 'correct horse battery', 'here')).rejects.toThrow();
    expect(await passwords.verify(await passwords.hash('still works here'), 'still works here', 'here')).toBe(true);
  });
});

describe('weak passwords', () => {
  it.each([
    ['short', ''],
    ['ninechars', ''],
    ['ไก่ไก่', ''],
    ['👍🏽👍🏽', ''],
    ['aaaaaaaaaaaa', ''],
    ['ababababab', ''],
    ['          ', ''],
    ['1212121212', ''],
    ['1234567890', ''],
    ['0987654321', ''],
    ['qwertyuiop', ''],
    ['poiuytrewq', ''],
    ['abcdefghijkl', ''],
    ['1qaz2wsx3edc', ''],
    ['12345-67890', ''],
    ['password12', ''],
    ['PASSWORD2026', ''],
    ['Passw0rd!!', ''],
    ['passwordpassword', ''],
    ['administrator', ''],
    ['admin12345', ''],
    ['Welcome2026', ''],
    ['letmein2026', ''],
    ['invigil2026', ''],
    ['ｐａｓｓｗｏｒｄ12', ''],
    ['somchai123', 'somchai'],
    ['SOMCHAI-12', 'Somchai'],
    ['somchai somchai', 'somchai'],
  ])('ID1 says why %j is too weak', (password, username) => {
    expect(passwordWeakness(password, username)).toMatch(/^\S.*\.$/);
  });

  it.each([
    ['correct horse battery', ''],
    ['my admin works here', ''],
    ['proctor-pass-1', 'proctor'],
    ['admin-password-1', 'admin'],
    ['invigil-test', ''],
    ['t9$Kq-zz4Lm', ''],
    ['ข้อสอบปลายภาค', ''],
    ['somchai likes tea', 'somchai'],
    ['k8v3nq0x1z', 'al'],
    ['2026 winter in Chiang Mai', ''],
  ])('ID1 lets %j pass', (password, username) => {
    expect(passwordWeakness(password, username)).toBeUndefined();
  });
});
