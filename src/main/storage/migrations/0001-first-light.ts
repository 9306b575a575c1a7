import type { Migration } from '../migrate.ts';

/**
 * The first store. Times are epoch milliseconds; ids are 36-character text; client-made ids stand in columns of
 * their own named `client_id`. Names, e-mails, addresses and what people type about each other stand only in
 * `persons` and in the `sealed` columns elsewhere, under a key per person (ID7).
 */
export const firstLight: Migration = {
  version: 1,
  name: 'first light',
  up: `
    CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

    CREATE TABLE persons (
      id TEXT PRIMARY KEY,
      wrapped_key BLOB,
      sealed BLOB
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE users (
      id TEXT PRIMARY KEY,
      person_id TEXT NOT NULL REFERENCES persons(id),
      role TEXT NOT NULL CHECK (role IN ('admin', 'proctor', 'student', 'service')),
      login_key TEXT NOT NULL UNIQUE,
      password_hash TEXT,
      active INTEGER NOT NULL,
      created_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE exams (
      id TEXT PRIMARY KEY,
      title TEXT NOT NULL,
      duration_minutes REAL NOT NULL,
      instructions TEXT NOT NULL,
      policy TEXT NOT NULL,
      created_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE questions (
      exam_id TEXT NOT NULL REFERENCES exams(id),
      position INTEGER NOT NULL,
      id TEXT NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (exam_id, position),
      UNIQUE (exam_id, id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE roster_entries (
      exam_id TEXT NOT NULL REFERENCES exams(id),
      user_id TEXT NOT NULL REFERENCES users(id),
      seat TEXT,
      extra_minutes REAL NOT NULL,
      access_code_key TEXT,
      wrong_access_codes INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (exam_id, user_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE sittings (
      id TEXT PRIMARY KEY,
      exam_id TEXT NOT NULL REFERENCES exams(id),
      number INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('draft', 'open', 'running', 'paused', 'ended')),
      created_at INTEGER NOT NULL,
      opened_at INTEGER,
      started_at INTEGER,
      paused_at INTEGER,
      paused_ms INTEGER NOT NULL DEFAULT 0,
      ended_at INTEGER,
      UNIQUE (exam_id, number)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE attempts (
      id TEXT PRIMARY KEY,
      sitting_id TEXT NOT NULL REFERENCES sittings(id),
      exam_id TEXT NOT NULL REFERENCES exams(id),
      user_id TEXT NOT NULL REFERENCES users(id),
      state TEXT NOT NULL CHECK (state IN ('waiting', 'in_progress', 'suspended', 'submitted', 'ended')),
      monitoring TEXT NOT NULL,
      identity TEXT NOT NULL,
      reduced_integrity INTEGER NOT NULL,
      joined_at INTEGER NOT NULL,
      finished_at INTEGER,
      extra_ms INTEGER NOT NULL,
      suspended_at INTEGER,
      suspended_paused_ms INTEGER,
      reason_sealed BLOB,
      answered INTEGER NOT NULL DEFAULT 0,
      risk TEXT NOT NULL,
      last_event_type TEXT,
      last_event_at INTEGER,
      resume_token_hash TEXT,
      score REAL,
      max_score REAL,
      pending_points REAL,
      UNIQUE (sitting_id, user_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX attempts_by_exam ON attempts (exam_id);

    CREATE TABLE sessions (
      id TEXT PRIMARY KEY,
      user_id TEXT NOT NULL REFERENCES users(id),
      role TEXT NOT NULL,
      attempt_id TEXT REFERENCES attempts(id),
      device_sealed BLOB,
      created_at INTEGER NOT NULL,
      expires_at INTEGER NOT NULL,
      ended_at INTEGER,
      ended_reason_sealed BLOB
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX sessions_by_user ON sessions (user_id, created_at);
    CREATE INDEX sessions_by_attempt ON sessions (attempt_id) WHERE attempt_id IS NOT NULL;
    CREATE INDEX sessions_live ON sessions (ended_at) WHERE ended_at IS NULL;

    CREATE TABLE refresh_tokens (
      hash TEXT PRIMARY KEY,
      session_id TEXT NOT NULL REFERENCES sessions(id),
      issued_at INTEGER NOT NULL,
      used_at INTEGER
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE consents (
      attempt_id TEXT PRIMARY KEY REFERENCES attempts(id),
      text_version TEXT NOT NULL,
      given_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- Every acknowledged save, in the order it was committed; "answers" is what counts of them.
    CREATE TABLE answer_saves (
      number INTEGER PRIMARY KEY,
      client_id TEXT NOT NULL,
      attempt_id TEXT NOT NULL REFERENCES attempts(id),
      session_id TEXT NOT NULL,
      question_id TEXT NOT NULL,
      revision INTEGER NOT NULL,
      value TEXT NOT NULL,
      held TEXT CHECK (held IN ('suspended', 'paused', 'late')),
      stale INTEGER NOT NULL,
      saved_at INTEGER NOT NULL,
      UNIQUE (attempt_id, client_id)
    ) STRICT;

    CREATE TABLE answers (
      attempt_id TEXT NOT NULL REFERENCES attempts(id),
      question_id TEXT NOT NULL,
      value TEXT NOT NULL,
      revision INTEGER NOT NULL,
      saved_at INTEGER NOT NULL,
      PRIMARY KEY (attempt_id, question_id)
    ) STRICT, WITHOUT ROWID;

    -- One index only, which also finds an attempt's events: every further one costs a page of the log for each event.
    CREATE TABLE security_events (
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
      received_at INTEGER NOT NULL,
      UNIQUE (attempt_id, client_id)
    ) STRICT;

    CREATE TABLE alerts (
      seq INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      rev INTEGER NOT NULL UNIQUE,
      type TEXT NOT NULL,
      severity TEXT NOT NULL,
      status TEXT NOT NULL,
      title TEXT NOT NULL,
      message TEXT NOT NULL,
      source TEXT NOT NULL,
      exam_id TEXT,
      attempt_id TEXT,
      session_id TEXT,
      user_id TEXT,
      risk_score REAL,
      reasons TEXT NOT NULL,
      count INTEGER NOT NULL,
      first_at INTEGER NOT NULL,
      last_at INTEGER NOT NULL,
      assignee TEXT,
      acknowledged_by TEXT,
      acknowledged_at INTEGER,
      data TEXT NOT NULL,
      grouping_key TEXT
    ) STRICT;
    CREATE INDEX alerts_by_group ON alerts (grouping_key, seq) WHERE grouping_key IS NOT NULL;
    CREATE INDEX alerts_by_attempt ON alerts (attempt_id, seq) WHERE attempt_id IS NOT NULL;

    CREATE TABLE alert_notes (
      number INTEGER PRIMARY KEY,
      alert_id TEXT NOT NULL REFERENCES alerts(id),
      at INTEGER NOT NULL,
      by_user TEXT NOT NULL,
      action TEXT NOT NULL,
      text_sealed BLOB
    ) STRICT;

    -- What was done to an attempt, by a person or by the policy.
    CREATE TABLE responses (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      attempt_id TEXT NOT NULL REFERENCES attempts(id),
      action TEXT NOT NULL,
      automatic INTEGER NOT NULL,
      dry_run INTEGER NOT NULL,
      by_user TEXT,
      reason_sealed BLOB,
      risk_score REAL,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX responses_by_attempt ON responses (attempt_id, number);

    -- Client-made ids of commands that leave no row of their own with that id.
    CREATE TABLE accepted_commands (
      user_id TEXT NOT NULL,
      client_id TEXT NOT NULL,
      command TEXT NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY (user_id, client_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE audit_entries (
      seq INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      action TEXT NOT NULL,
      subject TEXT NOT NULL,
      details TEXT NOT NULL,
      prev TEXT NOT NULL,
      hash TEXT NOT NULL
    ) STRICT;
  `,
};
