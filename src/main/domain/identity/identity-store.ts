import type { Scope } from '../../../shared/model/api-key.ts';
import type { PersonId, SessionId, UserId } from '../../../shared/model/ids.ts';

/** What makes a session an API key; when it was made and when it ends stands with the session. */
export interface ApiKey {
  readonly sessionId: SessionId;
  /** SHA-256 of the token, hex: only the very token that was shown opens anything. */
  readonly tokenHash: string;
  readonly scopes: readonly Scope[];
  /** Undefined: issued at the room's own command line. */
  readonly issuedBy?: UserId | undefined;
}

export interface ApiKeyRepo {
  bySession(id: SessionId): ApiKey | undefined;
  /** Newest first, ended ones too. */
  all(): ApiKey[];
  insert(key: ApiKey): void;
}

/** A one-time code generator of a member of staff (ID1). */
export interface SecondFactor {
  /** Base32; sealed at rest with its person's key. */
  readonly secret: string;
  /** Steps of 30 s the telephone's clock was ahead of the room's when it was confirmed. */
  readonly drift: number;
  readonly enrolledAt: number;
  /** Undefined: shown but not confirmed, and not asked for. */
  readonly confirmedAt?: number | undefined;
  /** The last step a code of which was used; it and those before are refused. */
  readonly lastStep: number;
}

export interface SecondFactorRepo {
  /** Undefined without one, and once the person was erased. */
  get(userId: UserId): SecondFactor | undefined;
  put(user: { readonly id: UserId; readonly personId: PersonId }, factor: SecondFactor): void;
  /** With its recovery codes. */
  remove(userId: UserId): void;
  /** In place of those there are. */
  setCodes(userId: UserId, hashes: readonly string[]): void;
  /** Is there such a code, not used yet? */
  hasCode(userId: UserId, hash: string): boolean;
  /** False when there is no such code, or it was used before. */
  spendCode(userId: UserId, hash: string, at: number): boolean;
  codesLeft(userId: UserId): number;
}
