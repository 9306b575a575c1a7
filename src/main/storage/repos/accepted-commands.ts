import type { Database } from 'better-sqlite3';
import type { AcceptedCommandRepo } from '../../domain/store.ts';

export function createAcceptedCommandRepo(db: Database): AcceptedCommandRepo {
  const insert = db.prepare(
    'INSERT INTO accepted_commands (user_id, client_id, command, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  return { isRepeat: (userId, clientId, command, at) => insert.run(userId, clientId, command, at).changes === 0 };
}
