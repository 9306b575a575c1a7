import { describe, expect, it } from 'vitest';
import { joinCodeOf } from '../../../src/main/app/join-code.ts';
import { normaliseJoinCode } from '../../../src/shared/model/join-code.ts';

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
