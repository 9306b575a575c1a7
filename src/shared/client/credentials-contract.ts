/** What login, join and refresh answer. */
export interface Tokens {
  readonly token: string;
  readonly refreshToken: string;
  /** ISO 8601, the room's time. */
  readonly expiresAt: string;
}

/** Tokens as they are kept, with the renewal that was asked for and not answered yet. */
export interface KeptTokens extends Tokens {
  /** Names the asking: a page or program that starts anew asks again under the same id, and is given the answer that was lost. */
  readonly asked?: { readonly refreshToken: string; readonly id: string } | undefined;
}

/** The tokens of one signed-in session and their renewal. */
export interface Credentials {
  /** The token as it is now; undefined when signed out. */
  token(): string | undefined;
  /** Epoch ms in the room's time at which the token ends. */
  expiresAt(): number | undefined;
  /**
   * Renews the pair through POST /api/v1/auth/refresh; calls made meanwhile share the one answer. Resolves to the new token.
   * Rejects with `RoomError` when the session has ended, with `RoomUnreachable` when the room cannot be asked.
   */
  refresh(): Promise<string>;
  /** Called with each new token. The answer ends it. */
  onRenewed(listener: (token: string) => void): () => void;
}
