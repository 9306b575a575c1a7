import type { Database } from 'better-sqlite3';
import { RoomError } from '../../../shared/protocol/errors.ts';
import type { AcceptedCommandRepo } from '../../domain/store.ts';

export function createAcceptedCommandRepo(db: Database): AcceptedCommandRepo {
  const insert = db.prepare(
    'INSERT INTO accepted_commands (user_id, client_id, command, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const known = db
    .prepare<[string, string], string>('SELECT command FROM accepted_commands WHERE user_id = ? AND client_id = ?')
    .pluck();
  return {
    isRepeat: (userId, clientId, command, at) => {
      if (insert.run(userId, clientId, command, at).changes > 0) return false;
      if (known.get(userId, clientId) !== command)
        throw new RoomError('invalid_input', 'This id stands for another action already: make a new one for each.', {
          field: 'id',
        });
      return true;
    },
  };
}
