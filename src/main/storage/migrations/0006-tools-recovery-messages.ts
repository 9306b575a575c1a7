import type { Migration } from '../migrate.ts';

/**
 * Tools, recovery, messages (TL1, ID6, CM1). What people type, and the device a request came from, stand sealed under
 * the candidate's key. The usual tools are there from the start.
 */
export const toolsRecoveryMessages: Migration = {
  version: 6,
  name: 'tools-recovery-messages',
  up: `
    CREATE TABLE tools (
      id TEXT PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('calculator', 'dictionary', 'reference', 'file', 'url')),
      name TEXT NOT NULL,
      address TEXT,
      data_points TEXT NOT NULL,
      exam_id TEXT REFERENCES exams(id),
      added_at INTEGER NOT NULL,
      removed_at INTEGER
    ) STRICT, WITHOUT ROWID;
    INSERT INTO tools (id, kind, name, data_points, added_at) VALUES
      ('calculator', 'calculator', 'Calculator', '[]', 0),
      ('dictionary', 'dictionary', 'Dictionary', '[]', 0),
      ('reference', 'reference', 'Reference', '[]', 0),
      ('file', 'file', 'File', '[]', 0),
      ('url', 'url', 'Web page', '[]', 0);

    CREATE TABLE tool_accesses (
      id TEXT PRIMARY KEY,
      client_id TEXT,
      attempt_id TEXT NOT NULL REFERENCES attempts(id),
      exam_id TEXT NOT NULL REFERENCES exams(id),
      user_id TEXT NOT NULL REFERENCES users(id),
      tool_id TEXT NOT NULL REFERENCES tools(id),
      state TEXT NOT NULL CHECK (state IN ('requested', 'granted', 'denied', 'revoked', 'expired')),
      data_points_sealed BLOB,
      reason_sealed BLOB,
      requested_at INTEGER NOT NULL,
      decided_at INTEGER,
      decided_by TEXT,
      decision_reason_sealed BLOB,
      expires_at INTEGER,
      uses INTEGER NOT NULL,
      UNIQUE (attempt_id, client_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX tool_accesses_open ON tool_accesses (requested_at) WHERE state IN ('requested', 'granted');

    -- Everything that happened with tools, every single use.
    CREATE TABLE tool_events (
      number INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      type TEXT NOT NULL,
      access_id TEXT,
      client_id TEXT,
      tool_id TEXT NOT NULL REFERENCES tools(id),
      attempt_id TEXT NOT NULL,
      exam_id TEXT NOT NULL,
      user_id TEXT NOT NULL,
      data_points_sealed BLOB,
      by_user TEXT,
      reason_sealed BLOB,
      UNIQUE (attempt_id, client_id)
    ) STRICT;
    CREATE INDEX tool_events_by_user ON tool_events (user_id, number);

    CREATE TABLE recovery_requests (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL CHECK (kind IN ('seat', 'resume')),
      state TEXT NOT NULL CHECK (state IN ('pending', 'approved', 'denied', 'expired', 'used')),
      method TEXT NOT NULL,
      attempt_id TEXT NOT NULL REFERENCES attempts(id),
      exam_id TEXT NOT NULL REFERENCES exams(id),
      user_id TEXT NOT NULL REFERENCES users(id),
      reason_sealed BLOB,
      device_sealed BLOB,
      custodians INTEGER NOT NULL CHECK (custodians IN (1, 2)),
      approvals TEXT NOT NULL,
      code_from TEXT,
      requested_at INTEGER NOT NULL,
      expires_at INTEGER NOT NULL,
      decided_at INTEGER,
      decided_by TEXT,
      decision_reason_sealed BLOB
    ) STRICT;
    CREATE INDEX recovery_requests_open ON recovery_requests (attempt_id) WHERE state IN ('pending', 'approved');
    CREATE INDEX recovery_requests_by_user ON recovery_requests (user_id, number);

    CREATE TABLE recovery_codes (
      attempt_id TEXT PRIMARY KEY REFERENCES attempts(id),
      code_key TEXT NOT NULL,
      issued_by TEXT NOT NULL,
      issued_at INTEGER NOT NULL,
      expires_at INTEGER NOT NULL,
      wrong_tries INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE attempt_messages (
      number INTEGER PRIMARY KEY,
      client_id TEXT NOT NULL,
      attempt_id TEXT NOT NULL REFERENCES attempts(id),
      user_id TEXT NOT NULL REFERENCES users(id),
      kind TEXT NOT NULL CHECK (kind IN ('chat', 'hand', 'note')),
      text_sealed BLOB,
      event_id TEXT,
      at INTEGER NOT NULL,
      UNIQUE (attempt_id, client_id)
    ) STRICT;
    CREATE INDEX attempt_messages_by_time ON attempt_messages (attempt_id, at);

    CREATE TABLE raised_hands (
      attempt_id TEXT PRIMARY KEY REFERENCES attempts(id),
      raised_at INTEGER NOT NULL,
      reason_sealed BLOB
    ) STRICT, WITHOUT ROWID;
  `,
};
