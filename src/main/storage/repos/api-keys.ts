import type { Database } from 'better-sqlite3';
import type { Scope } from '../../../shared/model/api-key.ts';
import type { SessionId, UserId } from '../../../shared/model/ids.ts';
import type { ApiKey, ApiKeyRepo } from '../../domain/identity/identity-store.ts';
import { json, orNull, orUndefined } from '../columns.ts';

interface Row {
  session_id: string;
  token_hash: string;
  scopes: string;
  issued_by: string | null;
}

const toApiKey = (row: Row): ApiKey => ({
  sessionId: row.session_id as SessionId,
  tokenHash: row.token_hash,
  scopes: json<Scope[]>(row.scopes),
  issuedBy: orUndefined(row.issued_by) as UserId | undefined,
});

const SELECT = 'SELECT session_id, token_hash, api_keys.scopes, issued_by FROM api_keys';

export function createApiKeyRepo(db: Database): ApiKeyRepo {
  const bySession = db.prepare<[string], Row>(`${SELECT} WHERE session_id = ?`);
  const all = db.prepare<[], Row>(`${SELECT} JOIN sessions ON sessions.id = session_id ORDER BY created_at DESC`);
  const insert = db.prepare('INSERT INTO api_keys (session_id, token_hash, scopes, issued_by) VALUES (?, ?, ?, ?)');
  return {
    bySession: (id) => {
      const row = bySession.get(id);
      return row && toApiKey(row);
    },
    all: () => all.all().map(toApiKey),
    insert: ({ sessionId, tokenHash, scopes, issuedBy }) =>
      void insert.run(sessionId, tokenHash, JSON.stringify(scopes), orNull(issuedBy)),
  };
}
