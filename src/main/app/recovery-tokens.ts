import { createHmac } from 'node:crypto';
import { errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { AttemptId, UserId } from '../../shared/model/ids.ts';
import { RecoveryRequestId } from '../../shared/model/recovery.ts';
import { RoomError } from '../../shared/protocol/errors.ts';
import type { Clock } from '../domain/ports.ts';
import type { RequesterClaims } from '../domain/recovery/services.ts';

/**
 * Signs and checks recovery tokens (protocol 6, Join). They have a type and an audience of their own, so that no place
 * that takes an access token takes one of these, nor the other way round.
 */
export interface RecoveryTokens {
  /** Synchronous, because a join learns only inside its transaction that the seat is taken. `expiresAt` in epoch ms. */
  sign(claims: RequesterClaims, expiresAt: number): string;
  /** Does it look like one of these? Says nothing about whether it is genuine. */
  isOne(token: string): boolean;
  /** Throws RoomError `token_invalid` or `token_expired`. */
  verify(token: string): Promise<RequesterClaims & { expiresAt: number }>;
}

const ALGORITHM = 'HS256';
const TYPE = 'recovery+jwt';
const ISSUER = 'invigil';
const LEEWAY_S = 30;
const MAX_AGE = '1 day';
const MAX_LENGTH = 2_048;
/** Of each word a device says about itself. */
const MAX_WORD = 40;

const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const HEADER = base64url({ alg: ALGORITHM, typ: TYPE });

const Word = z.string().max(MAX_WORD);
const Payload = z.object({
  sub: UserId,
  att: AttemptId,
  req: RecoveryRequestId,
  dev: z.object({ deviceType: Word, os: Word.optional(), app: Word.optional() }),
  exp: z.number(),
});

const short = (word: string): string =>
  Array.from(word)
    .slice(0, MAX_WORD / 2)
    .join('');

/** `key`: 32 secret bytes of this room; `roomId`: so that another room's token is refused. */
export function createRecoveryTokens({ key, roomId, clock }: { key: Buffer; roomId: string; clock: Clock }): RecoveryTokens {
  const audience = `${roomId}/recovery`;
  const secret = new Uint8Array(key);
  const invalid = (): RoomError =>
    new RoomError('token_invalid', 'This recovery token was not issued by this room: join again to get a new one.');
  return {
    sign: ({ userId, attemptId, requestId, device: { deviceType, os, app } }, expiresAt) => {
      const payload = base64url({
        iss: ISSUER,
        aud: audience,
        sub: userId,
        att: attemptId,
        req: requestId,
        dev: { deviceType: short(deviceType), ...(os ? { os: short(os) } : {}), ...(app ? { app: short(app) } : {}) },
        iat: Math.floor(clock.now() / 1000),
        exp: Math.floor(expiresAt / 1000),
      });
      const signed = `${HEADER}.${payload}`;
      return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
    },
    isOne: (token) => token.startsWith(`${HEADER}.`),
    async verify(token) {
      if (token.length > MAX_LENGTH) throw invalid();
      try {
        const { payload } = await jwtVerify(token, secret, {
          algorithms: [ALGORITHM],
          typ: TYPE,
          issuer: ISSUER,
          audience,
          requiredClaims: ['sub', 'att', 'req', 'iat', 'exp'],
          clockTolerance: LEEWAY_S,
          maxTokenAge: MAX_AGE,
          currentDate: new Date(clock.now()),
        });
        const { sub, att, req, dev, exp } = Payload.parse(payload);
        const { deviceType, os, app } = dev;
        return {
          userId: sub,
          attemptId: att,
          requestId: req,
          device: { deviceType, ...(os === undefined ? {} : { os }), ...(app === undefined ? {} : { app }) },
          expiresAt: exp * 1000,
        };
      } catch (error) {
        if (error instanceof errors.JWTExpired)
          throw new RoomError('token_expired', 'This recovery token has expired: join again to get a new one.');
        throw invalid();
      }
    },
  };
}
