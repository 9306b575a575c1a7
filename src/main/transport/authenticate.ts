import { hash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Scope } from '../../shared/model/api-key.ts';
import type { SessionId, UserId } from '../../shared/model/ids.ts';
import { RoomError } from '../../shared/protocol/errors.ts';
import type { SignedInActor } from '../domain/access/actor.ts';
import type { Store } from '../domain/store.ts';

/** A verified caller and when the token that proves it ends (epoch ms). */
export interface Identified {
  readonly actor: SignedInActor;
  readonly expiresAt: number;
}

/** By a token; on handshakes, where there is none, by a single-use ticket. */
export type Authenticate = (token: string | undefined, ip: string, ticket?: string) => Promise<Identified>;

interface TokenVerifier {
  verify(token: string | undefined): Promise<{ userId: UserId; sessionId: SessionId; expiresAt: number }>;
}

interface TicketReader {
  redeem(ticket: string): SessionId;
}

/**
 * Token -> who speaks. The signature alone is not enough: the session must still be open and the user active, so
 * that a revocation takes effect at the next request (ID2). The role comes from the store, never from the token.
 */
export function createAuthenticate(tokens: TokenVerifier, tickets: TicketReader, store: Store): Authenticate {
  const claimsOfTicket = (ticket: string) => {
    const sessionId = tickets.redeem(ticket);
    const session = store.sessions.byId(sessionId);
    return { sessionId, userId: session?.userId, expiresAt: session?.expiresAt ?? 0 };
  };
  /** What a key may do stands in the store; a token that is not the very one that was issued opens nothing. */
  const scopesOf = (sessionId: SessionId, token: string | undefined): readonly Scope[] => {
    const key = store.apiKeys.bySession(sessionId);
    if (!key || (token !== undefined && key.tokenHash !== hash('sha256', token)))
      throw new RoomError('token_invalid', 'This API key was not issued by this room.');
    return key.scopes;
  };
  return async (token, ip, ticket) => {
    const claims = token === undefined && ticket !== undefined ? claimsOfTicket(ticket) : await tokens.verify(token);
    const session = store.sessions.byId(claims.sessionId);
    const user = session && store.users.byId(session.userId);
    // A token outlives its session never: who has the room's key could give themselves longer.
    if (!session || !user || user.id !== claims.userId || claims.expiresAt > session.expiresAt)
      throw new RoomError('token_invalid', 'This token was not issued by this room: sign in again.');
    if (session.endedAt !== undefined) throw new RoomError('token_revoked', 'This session was ended: sign in again.');
    if (!user.active) throw new RoomError('user_inactive', 'This account is disabled: ask an administrator.');
    const scopes = user.role === 'service' ? scopesOf(session.id, token) : undefined;
    const actor: SignedInActor = {
      kind: 'user',
      ip,
      userId: user.id,
      sessionId: session.id,
      role: user.role,
      ...(scopes ? { scopes } : {}),
      ...(session.attemptId ? { attemptId: session.attemptId } : {}),
    };
    return { actor, expiresAt: claims.expiresAt };
  };
}

/** The token of an `Authorization: Bearer` header. */
export function bearerToken(header: string | undefined): string | undefined {
  const match = /^Bearer +(\S+)$/i.exec(header ?? '');
  return match?.[1];
}

/** The path and query of a request line, whatever it holds. A path that begins with two slashes is one, and no other host. */
export function urlOf({ url = '/' }: Pick<IncomingMessage, 'url'>): URL | undefined {
  return URL.parse(url.startsWith('/') ? `http://room${url}` : url) ?? undefined;
}
