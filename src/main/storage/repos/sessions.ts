import type { Database } from 'better-sqlite3';
import { invariant } from '../../../shared/assert.ts';
import type { AttemptId, PersonId, SessionId, UserId } from '../../../shared/model/ids.ts';
import type { Role } from '../../../shared/model/role.ts';
import type { Session, StoredDevice } from '../../domain/records.ts';
import type { PersonRepo, SessionRepo } from '../../domain/store.ts';
import { orNull, orUndefined } from '../columns.ts';
import type { RowCaches } from '../row-cache.ts';
import type { SealedText } from '../sealed-text.ts';

interface Row {
  id: string;
  user_id: string;
  role: Role;
  attempt_id: string | null;
  created_at: number;
  expires_at: number;
  ended_at: number | null;
  ended_reason_sealed: Buffer | null;
}

const toSession = (row: Row, texts: SealedText): Session => ({
  id: row.id as SessionId,
  userId: row.user_id as UserId,
  role: row.role,
  attemptId: orUndefined(row.attempt_id) as AttemptId | undefined,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  endedAt: orUndefined(row.ended_at),
  endedReason: texts.open(row.user_id as UserId, row.ended_reason_sealed),
});

const SELECT = 'SELECT id, user_id, role, attempt_id, created_at, expires_at, ended_at, ended_reason_sealed FROM sessions';

/** Sessions; what is known of a device holds an address and is sealed with its person's key, as why it ended is (ID7). */
export function createSessionRepo(db: Database, persons: PersonRepo, texts: SealedText, caches: RowCaches): SessionRepo {
  const kept = caches.create<SessionId, Session>(20_000);
  const keptOfAttempt = caches.create<AttemptId, Session[]>(20_000);
  const byId = db.prepare<[string], Row>(`${SELECT} WHERE id = ?`);
  const liveOfAttempt = db.prepare<[string], Row>(`${SELECT} WHERE attempt_id = ? AND ended_at IS NULL`);
  const liveOfUser = db.prepare<[string], Row>(`${SELECT} WHERE user_id = ? AND ended_at IS NULL ORDER BY created_at`);
  const live = db.prepare<[], Row>(`${SELECT} WHERE ended_at IS NULL ORDER BY created_at`);
  const history = db.prepare<[number], Row>(`${SELECT} ORDER BY created_at DESC LIMIT ?`);
  const historyOfUser = db.prepare<[string, number], Row>(`${SELECT} WHERE user_id = ? ORDER BY created_at DESC LIMIT ?`);
  const ofAttempt = db.prepare<[string], Row>(`${SELECT} WHERE attempt_id = ? ORDER BY created_at`);
  const personOf = db.prepare<[string], { person_id: string }>('SELECT person_id FROM users WHERE id = ?');
  const device = db.prepare<[string], { person_id: string; device_sealed: Buffer | null }>(
    'SELECT person_id, device_sealed FROM sessions JOIN users ON users.id = sessions.user_id WHERE sessions.id = ?',
  );
  const insert = db.prepare(
    'INSERT INTO sessions (id, user_id, role, attempt_id, device_sealed, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const setDevice = db.prepare('UPDATE sessions SET device_sealed = ? WHERE id = ?');
  const end = db.prepare('UPDATE sessions SET ended_at = ?, ended_reason_sealed = ? WHERE id = ?');
  const setExpiry = db.prepare('UPDATE sessions SET expires_at = ? WHERE id = ?');
  const addToken = db.prepare('INSERT INTO refresh_tokens (hash, session_id, issued_at) VALUES (?, ?, ?)');
  const token = db.prepare<[string], { session_id: string; used_at: number | null }>(
    'SELECT session_id, used_at FROM refresh_tokens WHERE hash = ?',
  );
  const useToken = db.prepare('UPDATE refresh_tokens SET used_at = ? WHERE hash = ?');
  const read = (id: SessionId): Session | undefined =>
    kept.get(id, () => {
      const row = byId.get(id);
      return row && toSession(row, texts);
    });
  const all = (rows: Row[]): Session[] => rows.map((row) => toSession(row, texts));
  /** What is kept of a session that was changed is read again. */
  const forget = (id: SessionId): void => {
    const { attemptId } = read(id) ?? {};
    if (attemptId) keptOfAttempt.forget(attemptId);
    kept.forget(id);
  };
  return {
    byId: read,
    insert: (session, stored) => {
      const person = personOf.get(session.userId);
      invariant(person, 'a session belongs to a stored user');
      insert.run(
        session.id,
        session.userId,
        session.role,
        orNull(session.attemptId),
        persons.seal(person.person_id as PersonId, stored),
        session.createdAt,
        session.expiresAt,
      );
      if (session.attemptId) keptOfAttempt.forget(session.attemptId);
    },
    deviceOf: (id) => {
      const row = device.get(id);
      return row?.device_sealed
        ? (persons.open(row.person_id as PersonId, row.device_sealed) as StoredDevice | undefined)
        : undefined;
    },
    setDevice: (id, stored) => {
      const row = device.get(id);
      // Without what is sealed there is no person any more: nothing of them is written anew.
      if (row?.device_sealed) setDevice.run(persons.seal(row.person_id as PersonId, stored), id);
    },
    // Sorted here: SQLite would build a table for one or two rows, which costs more than finding them.
    liveOfAttempt: (attemptId) =>
      keptOfAttempt.get(attemptId, () => all(liveOfAttempt.all(attemptId)).sort((a, b) => a.createdAt - b.createdAt)) ?? [],
    liveOfUser: (userId) => all(liveOfUser.all(userId)),
    live: () => all(live.all()),
    history: (userId, limit) => all(userId === undefined ? history.all(limit) : historyOfUser.all(userId, limit)),
    ofAttempt: (attemptId) => all(ofAttempt.all(attemptId)),
    end: (id, at, reason) => {
      const session = read(id);
      invariant(session, 'a session that ends is stored');
      end.run(at, texts.seal(session.userId, reason), id);
      forget(id);
    },
    setExpiry: (id, expiresAt) => {
      setExpiry.run(expiresAt, id);
      forget(id);
    },
    addRefreshToken: (hash, sessionId, at) => void addToken.run(hash, sessionId, at),
    refreshToken: (hash) => {
      const row = token.get(hash);
      return row && { sessionId: row.session_id as SessionId, usedAt: orUndefined(row.used_at) };
    },
    markRefreshTokenUsed: (hash, at) => void useToken.run(at, hash),
  };
}
