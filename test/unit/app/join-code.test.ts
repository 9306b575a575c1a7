import { describe, expect, it } from 'vitest';
import { isJoinCodeOf, joinCodeOf } from '../../../src/main/app/join-code.ts';
import { openKeys } from '../../../src/main/app/keys.ts';
import { normaliseJoinCode } from '../../../src/shared/model/join-code.ts';
import { tempDirs } from '../../support/temp-dir.ts';

const tempDir = tempDirs();

const SPKI = Buffer.from(
  'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyO0MArXiXpDwVGeQaiLF2IHxqHjEV1AoeDrdPKa0qg66XKcArcP79fnimAK3J/YnxazJihxM2uVxWLRPFM9HmQ==',
  'base64',
);

describe('join code of a key', () => {
  // Computed with another implementation of scrypt; it may never change, or every client refuses every room.
  it('OP2 is the first 60 bits of scrypt over the SHA-256 of the public key', () => {
    expect(joinCodeOf(SPKI)).toBe('H17CAXGY4T5ZN');
    expect(normaliseJoinCode(joinCodeOf(SPKI))).toBe('H17CAXGY4T5ZN');
  });

  it('OP2 another key has another code', () => {
    const other = Buffer.from(SPKI);
    other[other.length - 1]! ^= 1;
    expect(joinCodeOf(other)).not.toBe(joinCodeOf(SPKI));
  });
});

describe('isJoinCodeOf', () => {
  it('OP2 knows the key of its own code and no other', async () => {
    const ours = openKeys(tempDir()).room.spki;
    const theirs = openKeys(tempDir()).room.spki;
    const code = joinCodeOf(ours);
    expect(await isJoinCodeOf(code, ours)).toBe(true);
    expect(await isJoinCodeOf(code, theirs)).toBe(false);
    expect(await isJoinCodeOf(code, Buffer.concat([ours, Buffer.of(0)]))).toBe(false);
  });
});
