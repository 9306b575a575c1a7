import type { Migration } from '../migrate.ts';

/** API keys with what services report, and second factors of staff. */
export const identity: Migration = {
  version: 4,
  name: 'identity',
  up: `
    -- A key is a session of its own; its life stands there.
    CREATE TABLE api_keys (
      session_id TEXT PRIMARY KEY REFERENCES sessions(id),
      token_hash TEXT NOT NULL,
      scopes TEXT NOT NULL,
      issued_by TEXT REFERENCES users(id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE service_events (
      number INTEGER PRIMARY KEY,
      client_id TEXT NOT NULL,
      session_id TEXT NOT NULL,
      user_id TEXT NOT NULL,
      attempt_id TEXT,
      exam_id TEXT,
      source TEXT NOT NULL,
      type TEXT NOT NULL,
      seq INTEGER NOT NULL,
      prev TEXT,
      occurred_at TEXT NOT NULL,
      monotonic_ms REAL,
      offline INTEGER NOT NULL,
      severity_hint TEXT,
      details TEXT,
      violation INTEGER NOT NULL,
      received_at INTEGER NOT NULL,
      UNIQUE (user_id, client_id)
    ) STRICT;
    CREATE INDEX service_events_by_session ON service_events (session_id, seq);
    CREATE INDEX service_events_by_attempt ON service_events (attempt_id, number) WHERE attempt_id IS NOT NULL;

    -- The secret is sealed with its person's key; until it is confirmed it asks nobody for anything.
    CREATE TABLE second_factors (
      user_id TEXT PRIMARY KEY REFERENCES users(id),
      secret_sealed BLOB NOT NULL,
      enrolled_at INTEGER NOT NULL,
      confirmed_at INTEGER,
      last_step INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE second_factor_codes (
      user_id TEXT NOT NULL REFERENCES users(id),
      hash TEXT NOT NULL,
      used_at INTEGER,
      PRIMARY KEY (user_id, hash)
    ) STRICT, WITHOUT ROWID;
  `,
};
