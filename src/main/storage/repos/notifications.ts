import type { Database } from 'better-sqlite3';
import type { UserId } from '../../../shared/model/ids.ts';
import type { NotificationSeverity } from '../../../shared/model/notification.ts';
import type { ReceivedNotification, StoredNotification } from '../../domain/notifications/records.ts';
import type { NotificationRepo, ReceiptOutcome } from '../../domain/notifications/store.ts';
import { json, orNull } from '../columns.ts';
import type { SealedText } from '../sealed-text.ts';
import type { Audiences } from './audiences.ts';

interface Row {
  nth: number;
  id: string;
  type: string;
  severity: NotificationSeverity;
  sealed_for: string | null;
  content: Buffer;
  at: number;
  read_at: number | null;
}
type Content = Pick<StoredNotification, 'title' | 'message' | 'data'>;

const IS_PENDING = 'r.delivered_at IS NULL AND r.read_at IS NULL';
const RECEIVED = `SELECT r.nth, n.id, n.type, n.severity, n.sealed_for, n.content, n.at, r.read_at
  FROM notification_recipients r JOIN notifications n ON n.number = r.number WHERE r.user_id = :userId`;

/** What was sent and who has it; words are sealed with the key of whoever they are about or by (ID7). */
export function createNotificationRepo(db: Database, texts: SealedText, audiences: Audiences): NotificationRepo {
  const addressees = db.prepare<object, { id: string }>(
    `SELECT id FROM users WHERE active = 1 AND role <> 'service' AND (:role IS NULL OR role = :role)
       AND (:userIds IS NULL OR id IN (SELECT value FROM json_each(:userIds)))
       AND (:examId IS NULL OR id IN (SELECT user_id FROM roster_entries WHERE exam_id = :examId)) LIMIT :most`,
  );
  const numberOf = db.prepare<[string], { number: number }>('SELECT number FROM notifications WHERE id = ?');
  const insert = db.prepare('INSERT INTO notifications (id, type, severity, sealed_for, content, at) VALUES (?, ?, ?, ?, ?, ?)');
  const pending = db.prepare<object, Row>(
    `${RECEIVED} AND ${IS_PENDING} AND r.at > :since AND r.nth > :afterNth ORDER BY r.nth LIMIT :limit`,
  );
  /** Most who come have nothing waiting: asked without the join and by place, that costs them a fifth. */
  const anyPending = db
    .prepare<[string, number]>(
      `SELECT 1 FROM notification_recipients r WHERE r.user_id = ? AND r.nth > ? AND ${IS_PENDING} LIMIT 1`,
    )
    .pluck();
  const list = db.prepare<object, Row>(
    `${RECEIVED} AND NOT (${IS_PENDING} AND r.at <= :since) AND (:beforeNth IS NULL OR r.nth < :beforeNth)
       AND (:unread = 0 OR r.read_at IS NULL) AND (:type IS NULL OR n.type = :type) AND (:severity IS NULL OR n.severity = :severity)
       ORDER BY r.nth DESC LIMIT :limit`,
  );
  const unread = db.prepare<object, { n: number }>(
    `SELECT count(*) AS n FROM notification_recipients r WHERE r.user_id = :userId AND r.read_at IS NULL AND NOT (${IS_PENDING} AND r.at <= :since)`,
  );
  const place = db
    .prepare<[string, string], number>(
      `SELECT r.nth FROM notification_recipients r JOIN notifications n ON n.number = r.number WHERE n.id = ? AND r.user_id = ?`,
    )
    .pluck();
  const deliver = db.prepare(
    'UPDATE notification_recipients SET delivered_at = ? WHERE user_id = ? AND nth = ? AND delivered_at IS NULL',
  );
  const read = db.prepare('UPDATE notification_recipients SET read_at = ? WHERE user_id = ? AND nth = ? AND read_at IS NULL');
  const readAll = db.prepare('UPDATE notification_recipients SET read_at = ? WHERE user_id = ? AND read_at IS NULL');
  const dropPending = db.prepare<[number, number], { number: number }>(
    `DELETE FROM notification_recipients WHERE (user_id, nth) IN (SELECT r.user_id, r.nth FROM notification_recipients r
       WHERE ${IS_PENDING} AND r.at <= ? LIMIT ?) RETURNING number`,
  );
  const dropSettled = db.prepare<[number, number], { number: number }>(
    `DELETE FROM notification_recipients WHERE (number, user_id) IN (SELECT r.number, r.user_id FROM notifications n
       JOIN notification_recipients r ON r.number = n.number WHERE n.at <= ? LIMIT ?) RETURNING number`,
  );

  /** Undefined once the person whose key it was is erased. */
  function contentOf(row: Row): Content | undefined {
    const text = row.sealed_for === null ? row.content.toString('utf8') : texts.open(row.sealed_for as UserId, row.content);
    return text === undefined ? undefined : json<Content>(text);
  }
  const toReceived = (row: Row): ReceivedNotification[] => {
    const content = contentOf(row);
    const { nth, id, type, severity, at } = row;
    return content ? [{ nth, id, type, severity, ...content, at, read: row.read_at !== null }] : [];
  };
  const placeOf = (userId: UserId, id: string): number | undefined => {
    audiences.settle();
    return place.get(id, userId);
  };
  const mark = (statement: typeof read, userId: UserId, id: string, at: number): ReceiptOutcome => {
    const nth = placeOf(userId, id);
    if (nth === undefined) return 'unknown';
    return statement.run(at, userId, nth).changes > 0 ? 'noted' : 'known';
  };

  return {
    addressees: ({ userIds, examId, role }, most) =>
      addressees
        .all({ userIds: userIds ? JSON.stringify(userIds) : null, examId: orNull(examId), role: orNull(role), most })
        .map(({ id }) => id as UserId),
    has: (id) => numberOf.get(id) !== undefined,
    insert: ({ id, type, severity, title, message, data, at }, recipients, about, keep) => {
      const text = JSON.stringify({ title, message, data });
      const content = about === undefined ? Buffer.from(text) : texts.seal(about, text);
      const number = Number(insert.run(id, type, severity, orNull(about), content, at).lastInsertRowid);
      audiences.add(number, recipients, keep);
    },
    pending: (userId, since, afterNth, limit) => {
      audiences.settle();
      if (anyPending.get(userId, afterNth) === undefined) return { notifications: [], moreAfterNth: undefined };
      const rows = pending.all({ userId, since, afterNth, limit });
      return {
        notifications: rows.flatMap(toReceived),
        moreAfterNth: rows.length === limit ? rows.at(-1)?.nth : undefined,
      };
    },
    list: (userId, since, { unread: onlyUnread, type, severity, beforeNth, limit }) => {
      audiences.settle();
      return list
        .all({
          userId,
          since,
          unread: onlyUnread ? 1 : 0,
          type: orNull(type),
          severity: orNull(severity),
          beforeNth: orNull(beforeNth),
          limit,
        })
        .flatMap(toReceived);
    },
    unreadCount: (userId, since) => {
      audiences.settle();
      return unread.get({ userId, since })?.n ?? 0;
    },
    placeOf,
    markDelivered: (userId, id, at) => mark(deliver, userId, id, at),
    markRead: (userId, id, at) => mark(read, userId, id, at),
    markAllRead: (userId, at) => {
      audiences.settle();
      return readAll.run(at, userId).changes;
    },
    dropOld: (pendingUntil, settledUntil, most) => {
      audiences.settle();
      return audiences.forgetUnheld([...dropPending.all(pendingUntil, most), ...dropSettled.all(settledUntil, most)]);
    },
  };
}
