import { createHmac, createSecretKey, hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { SignJWT } from 'jose';
import { z } from 'zod';
import { SessionId, UserId } from '../../shared/model/ids.ts';
import { Role } from '../../shared/model/role.ts';
import { RoomError } from '../../shared/protocol/errors.ts';
import type { Clock } from '../domain/ports.ts';

/** Who a token speaks for, and until when. */
export interface TokenClaims {
  readonly userId: UserId;
  /** A token belongs to one session; whether that still lives, the store knows. */
  readonly sessionId: SessionId;
  readonly role: Role;
  /** Epoch ms; a token carries whole seconds, rounded down. */
  readonly expiresAt: number;
}

/** Signs and checks the room's access tokens (protocol 1, Authentication). */
export interface Tokens {
  sign(claims: TokenClaims): Promise<string>;
  /**
   * Throws RoomError `token_missing`, `token_invalid` or `token_expired` (30 s after `expiresAt`).
   * Says nothing about revocation: whoever accepts a token asks the store about its session and user.
   */
  verify(token: string | undefined): Promise<TokenClaims>;
}

const ALGORITHM = 'HS256';
/** The only header the room signs with, byte for byte: whatever names another algorithm, type, key or extension is forged. */
const HEADER = Buffer.from(JSON.stringify({ alg: ALGORITHM, typ: 'JWT' })).toString('base64url');
const ISSUER = 'invigil';
const LEEWAY_S = 30;
/** Longer than any token the room gives out (API keys live longest), so that one without an end cannot exist. */
const MAX_AGE_S = 400 * 86_400;
const MAX_LENGTH = 2_048;
/** Three parts, the last one exactly an HMAC-SHA-256 in base64url, whose last character has two bits to spare. */
const SHAPE = /^([\w-]+)\.([\w-]+)\.([\w-]{42}[AEIMQUYcgkosw048])$/;

/** `key`: 32 secret bytes of this room; `roomId`: the audience, so that another room's token is refused. */
export function createTokens({ key, roomId, clock }: { key: Buffer; roomId: string; clock: Clock }): Tokens {
  const secret = createSecretKey(key);
  const Payload = z.object({
    sub: UserId,
    sid: SessionId,
    role: Role,
    iss: z.literal(ISSUER),
    aud: z.literal(roomId),
    iat: z.number(),
    nbf: z.number().optional(),
    exp: z.number(),
  });

  /** The payload, if this room's key sealed exactly these bytes. Each connection passes here: no promise, no thread. */
  function unseal(token: string): unknown {
    const [, header, payload = '', seal = ''] = (token.length <= MAX_LENGTH && SHAPE.exec(token)) || [];
    if (header !== HEADER) throw invalid();
    const expected = createHmac('sha256', secret).update(`${header}.${payload}`).digest();
    if (!timingSafeEqual(expected, Buffer.from(seal, 'base64url'))) throw invalid();
    try {
      return JSON.parse(Buffer.from(payload, 'base64url').toString());
    } catch {
      throw invalid();
    }
  }

  return {
    async sign({ userId, sessionId, role, expiresAt }) {
      return (
        new SignJWT({ sid: sessionId, role })
          .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
          .setSubject(userId)
          .setIssuer(ISSUER)
          .setAudience(roomId)
          // A refreshed token is another one, in the same second too.
          .setJti(randomBytes(9).toString('base64url'))
          .setIssuedAt(Math.floor(clock.now() / 1000))
          .setExpirationTime(Math.floor(expiresAt / 1000))
          .sign(secret)
      );
    },
    async verify(token) {
      if (!token) throw new RoomError('token_missing', 'Sign in first: this needs a token.');
      const claims = Payload.safeParse(unseal(token));
      if (!claims.success) throw invalid();
      const { sub, sid, role, iat, nbf = iat, exp } = claims.data;
      const now = Math.floor(clock.now() / 1000);
      if (iat > now + LEEWAY_S || nbf > now + LEEWAY_S) throw invalid();
      if (exp <= now - LEEWAY_S || iat < now - LEEWAY_S - MAX_AGE_S)
        throw new RoomError('token_expired', 'This sign-in has expired: sign in again.');
      return { userId: sub, sessionId: sid, role, expiresAt: exp * 1000 };
    },
  };
}

const invalid = (): RoomError => new RoomError('token_invalid', 'This token was not issued by this room: sign in again.');

/** Opaque secrets given to a client and kept by the room only as their hash: refresh, resume and recovery tokens. */
export interface SecretTokens {
  /** 256 random bits in base64url (43 characters), and what to store of them. */
  make(): { token: string; hash: string };
  /**
   * What follows `token` for who asks with `id`: the same each time, so that an answer that was lost can be given again although only
   * hashes are kept. Nobody without the room's key can work it out.
   */
  successorOf(token: string, id: string): { token: string; hash: string };
  /** SHA-256 in hex; a fast hash is enough, since nobody can guess 256 bits. */
  hashOf(token: string): string;
}

/** `key`: secret bytes of this room; without one nothing that is made outlives this program. */
export function createSecretTokens(key: Buffer = randomBytes(32)): SecretTokens {
  const hashOf = (token: string): string => hash('sha256', token, 'hex');
  return {
    make() {
      const token = randomBytes(32).toString('base64url');
      return { token, hash: hashOf(token) };
    },
    successorOf(before, id) {
      const token = createHmac('sha256', key).update(`successor of a refresh token\0${before}\0${id}`).digest('base64url');
      return { token, hash: hashOf(token) };
    },
    hashOf,
  };
}
