import type { Scope } from '../../../shared/model/api-key.ts';
import type { SessionId, UserId } from '../../../shared/model/ids.ts';

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
