/** What login, join and refresh answer. */
export interface Tokens {
  readonly token: string;
  readonly refreshToken: string;
  /** ISO 8601, the room's time. */
  readonly expiresAt: string;
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
