import type { AttemptId, SessionId } from '../../../shared/model/ids.ts';
import { toIso } from '../../../shared/model/time.ts';
import type { StoredDevice, User } from '../records.ts';
import type { Work } from '../work.ts';
import type { IdentityServices, Secret } from './services.ts';

/** Staff tokens live 8 h (protocol 1). */
export const STAFF_TOKEN_MS = 8 * 3_600_000;
/** Candidates' tokens live until this long after the planned end. */
export const CANDIDATE_GRACE_MS = 12 * 3_600_000;

/** A pair of tokens made before the transaction; worth nothing until the session is stored. */
export interface SessionTokens {
  readonly sessionId: SessionId;
  readonly token: string;
  readonly refresh: Secret;
  readonly expiresAt: number;
}

/** Makes the tokens of a session, good once it is stored; a new refresh token unless one is given. `expiresAt` in epoch ms. */
export async function makeTokens(
  services: IdentityServices,
  user: User,
  sessionId: SessionId,
  expiresAt: number,
  refresh: Secret = services.secrets.make(),
): Promise<SessionTokens> {
  const token = await services.tokens.sign({ userId: user.id, sessionId, role: user.role, expiresAt });
  return { sessionId, token, refresh, expiresAt };
}

/** Stores the session the tokens belong to; from the commit on they are good. */
export function openSession(work: Work, user: User, tokens: SessionTokens, device: StoredDevice, attemptId?: AttemptId): void {
  work.store.sessions.insert(
    {
      id: tokens.sessionId,
      userId: user.id,
      role: user.role,
      attemptId,
      createdAt: work.now,
      expiresAt: tokens.expiresAt,
    },
    device,
  );
  work.store.sessions.addRefreshToken(tokens.refresh.hash, tokens.sessionId, work.now);
  work.audit('session.opened', `session:${tokens.sessionId}`, { user: user.id, role: user.role });
}

export const tokensOut = (tokens: SessionTokens) => ({
  token: tokens.token,
  refreshToken: tokens.refresh.token,
  expiresAt: toIso(tokens.expiresAt),
});
