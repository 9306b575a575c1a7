import { Secret, TOTP } from 'otpauth';
import type { Totp } from '../domain/identity/services.ts';

const SECRET_BYTES = 20;
const PERIOD_MS = 30_000;

/** RFC 6238 as every authenticator app knows it: SHA-1, six digits, 30 s. */
export function createTotp(): Totp {
  const of = (secret: string, label = 'Invigil') =>
    new TOTP({
      issuer: 'Invigil',
      label,
      algorithm: 'SHA1',
      digits: 6,
      period: PERIOD_MS / 1000,
      secret: Secret.fromBase32(secret),
    });
  return {
    newSecret: () => new Secret({ size: SECRET_BYTES }).base32,
    uri: (secret, label) => of(secret, label).toString(),
    stepOf: (secret, code, around, within) => {
      const digits = code.replace(/[\s-]/g, '');
      if (!/^\d{6}$/.test(digits)) return undefined;
      const delta = of(secret).validate({ token: digits, timestamp: around * PERIOD_MS, window: within });
      return delta === null ? undefined : around + delta;
    },
    stepAt: (epochMs) => Math.floor(epochMs / PERIOD_MS),
  };
}
