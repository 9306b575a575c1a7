import { describe, expect, it } from 'vitest';
import { createHasher } from '../../../src/main/app/hasher.ts';
import { createIds } from '../../../src/main/app/ids.ts';
import { UserId } from '../../../src/shared/model/ids.ts';
import { createFakeIds } from '../../support/fake-ids.ts';

describe('ids and hasher', () => {
  it('ID3 makes ids that are valid, lower case and never the same', () => {
    const ids = createIds();
    const made = Array.from({ length: 1000 }, () => ids.next<UserId>());
    expect(new Set(made).size).toBe(1000);
    for (const id of made) {
      expect(UserId.parse(id)).toBe(id);
      expect(id).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('AL1 ordered ids sort as they were made, whatever the clock does and however many there are in a millisecond', () => {
    const times = [5, 5, 3, 2 ** 41, 2 ** 41 - 7];
    const ids = createIds(() => times[0] ?? 0);
    const made: string[] = [];
    for (; times.length > 0; times.shift()) for (let n = 0; n < 5_000; n++) made.push(ids.nextInOrder());
    expect(made).toEqual(made.toSorted());
    expect(new Set(made).size).toBe(made.length);
    for (const id of made) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('ID3 fake ids are valid too, and the same in every run', () => {
    const [first, second] = [createFakeIds(), createFakeIds()];
    expect([first.next(), first.next()]).toEqual([second.next(), second.next()]);
    expect(UserId.safeParse(first.next()).success).toBe(true);
  });

  it('ST2 hashes UTF-8 text with SHA-256 (FIPS 180-2 vector, and one beyond ASCII)', () => {
    const { sha256 } = createHasher();
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(sha256('ก')).toBe('2d1d9c572948ea561abf37b1aec906fd2ea595d9b8f182845f0cf0876f544fb2');
  });
});
