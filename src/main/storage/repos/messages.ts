import type { Database } from 'better-sqlite3';
import { invariant } from '../../../shared/assert.ts';
import type { AttemptMessageKind } from '../../../shared/model/attempt-message.ts';
import type { AttemptId, UserId } from '../../../shared/model/ids.ts';
import type { MessageRepo, StoredAttemptMessage } from '../../domain/messages/message-store.ts';
import { orNull, orUndefined } from '../columns.ts';
import type { EventIds } from '../event-ids.ts';
import type { SealedText } from '../sealed-text.ts';

interface Row {
  client_id: string;
  attempt_id: string;
  user_id: string;
  kind: AttemptMessageKind;
  text_sealed: Buffer | null;
  event_id: string | null;
  at: number;
}

const toMessage = (row: Row, texts: SealedText): StoredAttemptMessage => ({
  id: row.client_id,
  attemptId: row.attempt_id as AttemptId,
  userId: row.user_id as UserId,
  kind: row.kind,
  text: texts.open(row.user_id as UserId, row.text_sealed) ?? '',
  eventId: orUndefined(row.event_id),
  at: row.at,
});

/** What candidates say, and whose hand is up. */
export function createMessageRepo(db: Database, texts: SealedText, ids: Pick<EventIds, 'find'>): MessageRepo {
  const insert = db.prepare(
    `INSERT INTO attempt_messages (client_id, attempt_id, user_id, kind, text_sealed, event_id, at) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (attempt_id, client_id) DO NOTHING`,
  );
  const ofAttempt = db.prepare<[string], Row>('SELECT * FROM attempt_messages WHERE attempt_id = ? ORDER BY number');
  const countSince = db
    .prepare<[string, number], number>('SELECT count(*) FROM attempt_messages WHERE attempt_id = ? AND at > ?')
    .pluck();
  const hand = db.prepare<[string], { raised_at: number; reason_sealed: Buffer | null; user_id: string }>(
    'SELECT raised_at, raised_hands.reason_sealed, user_id FROM raised_hands JOIN attempts ON attempts.id = attempt_id WHERE attempt_id = ?',
  );
  const candidate = db.prepare<[string], { user_id: string }>('SELECT user_id FROM attempts WHERE id = ?');
  const raise = db.prepare('INSERT OR REPLACE INTO raised_hands (attempt_id, raised_at, reason_sealed) VALUES (?, ?, ?)');
  const lower = db.prepare('DELETE FROM raised_hands WHERE attempt_id = ?');
  const typeOf = db.prepare<[number], string>('SELECT type FROM security_events WHERE number = ?').pluck();
  return {
    insert: (message) =>
      insert.run(
        message.id,
        message.attemptId,
        message.userId,
        message.kind,
        texts.seal(message.userId, message.text),
        orNull(message.eventId),
        message.at,
      ).changes > 0,
    ofAttempt: (attemptId) => ofAttempt.all(attemptId).map((row) => toMessage(row, texts)),
    countSince: (attemptId, since) => countSince.get(attemptId, since) ?? 0,
    hand: (attemptId) => {
      const row = hand.get(attemptId);
      return row && { raisedAt: row.raised_at, reason: texts.open(row.user_id as UserId, row.reason_sealed) };
    },
    raiseHand: (attemptId, { raisedAt, reason }) => {
      const about = candidate.get(attemptId);
      invariant(about, 'a hand is raised in a stored attempt');
      raise.run(attemptId, raisedAt, texts.seal(about.user_id as UserId, reason));
    },
    lowerHand: (attemptId) => void lower.run(attemptId),
    // By its number: events have no index by id, and looking through all of them would hold the whole room up.
    eventType: (attemptId, eventId) => {
      const number = ids.find(attemptId, eventId);
      return number === undefined ? undefined : typeOf.get(number);
    },
  };
}
