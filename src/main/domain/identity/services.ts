import type { SessionId, UserId } from '../../../shared/model/ids.ts';
import type { Role } from '../../../shared/model/role.ts';
import type { RefusalTally } from '../audit/refusal-tally.ts';
import type { FailureGuard, LookupKeys } from '../ports.ts';

/** Time-based one-time codes; a step is 30 s of the clock. */
export interface Totp {
  /** 160 random bits in base32. */
  newSecret(): string;
  /** `otpauth://...`, for a QR code. */
  uri(secret: string, label: string): string;
  /** The step whose code this is, at most `within` steps from `around`; undefined when it is none of theirs. */
  stepOf(secret: string, code: string, around: number, within: number): number | undefined;
  stepAt(epochMs: number): number;
}

/** An opaque token, and what is stored of it. */
export interface Secret {
  readonly token: string;
  readonly hash: string;
}

/** What signing in and joining need beside the store; the slow ones are asked before the transaction. */
export interface IdentityServices {
  readonly tokens: { sign(claims: { userId: UserId; sessionId: SessionId; role: Role; expiresAt: number }): Promise<string> };
  /** Opaque tokens: only their hash is stored. */
  readonly secrets: {
    make(): Secret;
    /** What follows a token for who asks with this id: the same each time. */
    successorOf(token: string, id: string): Secret;
    hashOf(token: string): string;
  };
  /** Single-use stand-ins for a token in an address, in memory. */
  readonly tickets: { issue(sessionId: SessionId): { ticket: string; expiresAt: number } };
  readonly totp: Totp;
  readonly passwords: {
    hash(password: string): Promise<string>;
    /** Takes as long for an unknown user (no hash) as for a known one. Those from one address wait for each other, and for no others. */
    verify(hash: string | undefined, password: string, from: string): Promise<boolean>;
    weakness(password: string, username: string): string | undefined;
  };
  readonly failures: FailureGuard;
  /** Where refusals of strangers are audited. */
  readonly refusals: RefusalTally;
  readonly lookup: LookupKeys;
  /** Printed on the room's own terminal while it has no administrator; proves that whoever sets it up sits at it. */
  readonly setupCode: string;
  /** Normalised join code of this room. */
  readonly joinCode: string;
  readonly normaliseJoinCode: (text: string) => string | undefined;
  readonly version: string;
}
