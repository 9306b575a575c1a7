import type { RequesterActor } from '../access/actor.ts';
import type { LookupKeys } from '../ports.ts';

/** What a recovery token says; it names one request for one attempt. */
export type RequesterClaims = Pick<RequesterActor, 'userId' | 'attemptId' | 'requestId' | 'device'>;

/** What recovery needs beside the store. */
export interface RecoveryServices {
  /** Signs a token that is good for `recovery_request` and `recovery-status` alone. Synchronous: it is made inside a transaction. */
  readonly tokens: { sign(claims: RequesterClaims, expiresAt: number): string };
  /** A new one-time code, XXXX-XXXX. */
  readonly newCode: () => string;
  readonly lookup: LookupKeys;
}
