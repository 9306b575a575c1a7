import type { Migration } from '../migrate.ts';

/**
 * What repeats for every event is written a little later (ADR 5): the ids of events stand in a table of their own, and
 * two settings say up to which event that table and the rows of attempts and alerts have come. Groups of alerts are
 * found by their attempt; only those of no attempt need an index. Nobody looks a response up by its id.
 */
export const writtenBehind: Migration = {
  version: 3,
  name: 'written-behind',
  up: `
    CREATE TABLE event_ids (
      attempt_id TEXT NOT NULL,
      client_id TEXT NOT NULL,
      number INTEGER NOT NULL,
      PRIMARY KEY (attempt_id, client_id)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO event_ids SELECT attempt_id, client_id, number FROM security_events ORDER BY attempt_id, client_id;

    CREATE TABLE security_events_3 (
      number INTEGER PRIMARY KEY,
      client_id TEXT NOT NULL,
      session_id TEXT NOT NULL,
      attempt_id TEXT NOT NULL,
      user_id TEXT NOT NULL,
      exam_id TEXT NOT NULL,
      type TEXT NOT NULL,
      seq INTEGER NOT NULL,
      prev TEXT,
      occurred_at TEXT NOT NULL,
      monotonic_ms REAL,
      offline INTEGER NOT NULL,
      severity_hint TEXT,
      details TEXT,
      violation INTEGER NOT NULL,
      received_at INTEGER NOT NULL
    ) STRICT;
    INSERT INTO security_events_3 SELECT number, client_id, session_id, attempt_id, user_id, exam_id, type, seq, prev, occurred_at, monotonic_ms,
      offline, severity_hint, details, violation, received_at FROM security_events ORDER BY number;
    DROP TABLE security_events;
    ALTER TABLE security_events_3 RENAME TO security_events;

    INSERT INTO settings (name, value)
      SELECT name, coalesce((SELECT max(number) FROM security_events), 0) FROM (SELECT 'events_counted' AS name UNION ALL SELECT 'event_ids_written');

    ALTER TABLE alerts ADD COLUMN raised_by INTEGER;
    DROP INDEX alerts_by_group;
    CREATE INDEX alerts_by_group ON alerts (grouping_key, seq) WHERE attempt_id IS NULL AND grouping_key IS NOT NULL;

    CREATE TABLE responses_3 (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL,
      attempt_id TEXT NOT NULL REFERENCES attempts(id),
      action TEXT NOT NULL,
      automatic INTEGER NOT NULL,
      dry_run INTEGER NOT NULL,
      by_user TEXT,
      reason_sealed BLOB,
      risk_score REAL,
      at INTEGER NOT NULL
    ) STRICT;
    INSERT INTO responses_3 SELECT number, id, attempt_id, action, automatic, dry_run, by_user, reason_sealed, risk_score, at
      FROM responses ORDER BY number;
    DROP TABLE responses;
    ALTER TABLE responses_3 RENAME TO responses;
    CREATE INDEX responses_by_attempt ON responses (attempt_id, number);
  `,
};
