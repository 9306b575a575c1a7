import type { Database } from 'better-sqlite3';
import type { PersonId, UserId } from '../../../shared/model/ids.ts';
import type { Role } from '../../../shared/model/role.ts';
import type { User } from '../../domain/records.ts';
import type { UserRepo } from '../../domain/store.ts';
import { flag, orNull, orUndefined } from '../columns.ts';
import type { RowCaches } from '../row-cache.ts';

interface Row {
  id: string;
  person_id: string;
  role: Role;
  password_hash: string | null;
  active: number;
}

const toUser = (row: Row): User => ({
  id: row.id as UserId,
  personId: row.person_id as PersonId,
  role: row.role,
  active: row.active === 1,
  passwordHash: orUndefined(row.password_hash),
});

const COLUMNS = 'id, person_id, role, password_hash, active';

export function createUserRepo(db: Database, caches: RowCaches): UserRepo {
  const kept = caches.create<UserId, User>(10_000);
  const byId = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM users WHERE id = ?`);
  const byLogin = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM users WHERE login_key = ?`);
  const staff = db.prepare<[], Row>(`SELECT ${COLUMNS} FROM users WHERE role IN ('admin', 'proctor') ORDER BY created_at`);
  const insert = db.prepare(
    'INSERT INTO users (id, person_id, role, login_key, password_hash, active, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const setActive = db.prepare('UPDATE users SET active = ? WHERE id = ?');
  const setRole = db.prepare('UPDATE users SET role = ? WHERE id = ?');
  const setPassword = db.prepare('UPDATE users SET password_hash = ? WHERE id = ?');
  const one = (row: Row | undefined) => row && toUser(row);
  return {
    byId: (id) => kept.get(id, () => one(byId.get(id))),
    byLogin: (loginKey) => one(byLogin.get(loginKey)),
    staff: () => staff.all().map(toUser),
    insert: (user) =>
      void insert.run(
        user.id,
        user.personId,
        user.role,
        user.loginKey,
        orNull(user.passwordHash),
        flag(user.active),
        user.createdAt,
      ),
    setActive: (id, active) => {
      setActive.run(flag(active), id);
      kept.forget(id);
    },
    setRole: (id, role) => {
      setRole.run(role, id);
      kept.forget(id);
    },
    setPassword: (id, passwordHash) => {
      setPassword.run(passwordHash, id);
      kept.forget(id);
    },
  };
}
