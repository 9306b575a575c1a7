import { createHash, scrypt, scryptSync } from 'node:crypto';
import { promisify } from 'node:util';
import { joinCodeFromBits } from '../../shared/model/join-code.ts';

const SALT = 'invigil join code v1';
/** Fixed for ever: every client must come to the same code. 32 MiB and some 60 ms for each guess of a forger. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

/**
 * The join code (13 characters, no hyphens) of the room with this public key (SubjectPublicKeyInfo, DER): the first
 * 60 bits of scrypt over its SHA-256. Stretched, so that searching for a second key with the same code costs
 * 2^60 such computations (security 3). Blocks for some 60 ms: keep the result.
 */
export function joinCodeOf(spki: Buffer): string {
  return joinCodeFromBits(scryptSync(createHash('sha256').update(spki).digest(), SALT, 8, COST));
}

const stretch = promisify<Buffer, string, number, typeof COST, Buffer>(scrypt);

/** Is this the join code (13 characters, normalised) of the room with this public key? Blocks nobody. */
export async function isJoinCodeOf(code: string, spki: Buffer): Promise<boolean> {
  return joinCodeFromBits(await stretch(createHash('sha256').update(spki).digest(), SALT, 8, COST)) === code;
}
