import type { ApiKeyView, Scope } from '../../../shared/model/api-key.ts';
import type { PersonId, SessionId, UserId } from '../../../shared/model/ids.ts';
import { toIso } from '../../../shared/model/time.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import type { Preparation, SomeHandlers } from '../handler.ts';
import type { Ids } from '../ports.ts';
import type { Work } from '../work.ts';
import { storedDevice } from './device.ts';
import { endSession } from './end-session.ts';
import type { ApiKey } from './identity-store.ts';
import type { IdentityServices } from './services.ts';
import { toSessionUser } from './user-view.ts';

interface IssuePrepared {
  readonly userId: UserId;
  readonly sessionId: SessionId;
  readonly token: string;
  readonly expiresAt: number;
}

function toView(work: Work, key: ApiKey): ApiKeyView {
  const { store } = work;
  const session = store.sessions.byId(key.sessionId);
  if (!session) throw new RoomError('not_found', 'There is no such API key in this room.', { field: 'keyId' });
  const service = store.users.byId(session.userId);
  const issuer = key.issuedBy && store.users.byId(key.issuedBy);
  return {
    id: session.id,
    name: service ? toSessionUser(store, service).username : '',
    scopes: [...key.scopes],
    issuedAt: toIso(session.createdAt),
    expiresAt: toIso(session.expiresAt),
    ...(issuer ? { issuedBy: toSessionUser(store, issuer).displayName } : {}),
    connected: work.presence.isConnected(session.id),
    ...(session.endedAt === undefined ? {} : { endedAt: toIso(session.endedAt) }),
  };
}

/** Several keys may speak for one service, so that a new one can take over before the old one is revoked. */
function keepService(work: Work, name: string, loginKey: string, userId: UserId): void {
  const known = work.store.users.byLogin(loginKey);
  if (known?.id === userId) return;
  if (known) throw new RoomError('state_conflict', 'Another key for this service was issued at this moment: try again.');
  const personId = work.ids.next<PersonId>();
  work.store.persons.insert(personId, { firstName: '', lastName: '', loginName: name });
  work.store.users.insert({ id: userId, personId, role: 'service', active: true, loginKey, createdAt: work.now });
}

/** Keys for other programs: a session each, that only an administrator opens and nobody renews (ID2). */
export function createApiKeyCommands(
  services: IdentityServices,
  ids: Ids,
): SomeHandlers<'api_key_issue' | 'api_keys_list' | 'api_key_revoke'> {
  return {
    api_key_issue: {
      prepare: async (
        { name, ttlHours }: { name: string; ttlHours: number },
        { now, store }: Preparation,
      ): Promise<IssuePrepared> => {
        const userId = store.users.byLogin(services.lookup.of('service', name))?.id ?? ids.next<UserId>();
        const sessionId = ids.next<SessionId>();
        const expiresAt = now + ttlHours * 3_600_000;
        return {
          userId,
          sessionId,
          expiresAt,
          token: await services.tokens.sign({ userId, sessionId, role: 'service', expiresAt }),
        };
      },
      execute: (work, { name, scopes }, { userId, sessionId, token, expiresAt }: IssuePrepared) => {
        keepService(work, name, services.lookup.of('service', name), userId);
        work.store.sessions.insert(
          { id: sessionId, userId, role: 'service', createdAt: work.now, expiresAt },
          storedDevice('unknown', { deviceType: 'service' }),
        );
        const key: ApiKey = {
          sessionId,
          tokenHash: services.secrets.hashOf(token),
          scopes: [...new Set<Scope>(scopes)].sort(),
          ...(work.actor.kind === 'user' ? { issuedBy: work.actor.userId } : {}),
        };
        work.store.apiKeys.insert(key);
        work.audit('api_key.issued', `session:${sessionId}`, {
          service: userId,
          scopes: key.scopes,
          expiresAt: toIso(expiresAt),
        });
        return { key: toView(work, key), token };
      },
    },
    api_keys_list: { execute: (work) => ({ keys: work.store.apiKeys.all().map((key) => toView(work, key)) }) },
    api_key_revoke: {
      execute: (work, { keyId }) => {
        const key = work.store.apiKeys.bySession(keyId);
        const session = key && work.store.sessions.byId(keyId);
        if (!key || !session) throw new RoomError('not_found', 'There is no such API key in this room.', { field: 'keyId' });
        // Revoking twice is the same as once.
        endSession(work, session, 'key revoked');
        return { key: toView(work, key) };
      },
    },
  };
}
