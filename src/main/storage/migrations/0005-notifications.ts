import type { Migration } from '../migrate.ts';

/**
 * What a notification says stands once, sealed with the key of the only person it is for or else of its author (ID7);
 * words of the room's own, which name nobody, are not sealed. Who it is for stands once a recipient, numbered per user
 * (`nth`) in the order of arrival, so that the newest few can be kept and pages be read without counting.
 */
export const notifications: Migration = {
  version: 5,
  name: 'notifications',
  up: `
    CREATE TABLE notifications (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      type TEXT NOT NULL,
      severity TEXT NOT NULL,
      sealed_for TEXT REFERENCES users(id),
      content BLOB NOT NULL,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX notifications_by_time ON notifications (at);

    CREATE TABLE notification_recipients (
      user_id TEXT NOT NULL REFERENCES users(id),
      nth INTEGER NOT NULL,
      number INTEGER NOT NULL REFERENCES notifications(number),
      at INTEGER NOT NULL,
      delivered_at INTEGER,
      read_at INTEGER,
      PRIMARY KEY (user_id, nth),
      UNIQUE (number, user_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX notifications_unread ON notification_recipients (user_id, nth) WHERE read_at IS NULL;
    CREATE INDEX notifications_pending ON notification_recipients (at) WHERE delivered_at IS NULL AND read_at IS NULL;
  `,
};
