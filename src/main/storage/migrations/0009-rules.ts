import type { Migration } from '../migrate.ts';

/**
 * Alert rules, what they want told to other programs, and alerts that wait for somebody to take them (EV4, AL2). `body` is the rule
 * as it was written; `counts_after` the last event that was there before it.
 */
export const rules: Migration = {
  version: 9,
  name: 'rules',
  up: `
    CREATE TABLE rules (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      enabled INTEGER NOT NULL,
      body TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      changed_at INTEGER NOT NULL,
      counts_after INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE webhook_intents (
      number INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      rule_id TEXT NOT NULL,
      alert_id TEXT NOT NULL,
      address TEXT NOT NULL
    ) STRICT;

    CREATE TABLE escalations (
      alert_id TEXT PRIMARY KEY,
      step INTEGER NOT NULL,
      due_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX escalations_by_due ON escalations (due_at);
  `,
};
