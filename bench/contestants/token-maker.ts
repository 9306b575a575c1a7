import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';

export const ISSUER = 'bench';
export const AUDIENCE = 'bench-room';

/** HS256 tokens as the room itself makes them, for the contestants that only check signature and dates. */
export async function makeToken(secret: Uint8Array, subject: string, role: 'admin' | 'student'): Promise<string> {
  return new SignJWT({ sid: randomUUID(), role })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(subject)
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setIssuedAt()
    .setExpirationTime('8h')
    .sign(secret);
}
