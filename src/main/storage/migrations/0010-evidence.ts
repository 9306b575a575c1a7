import type { Migration } from '../migrate.ts';

/** Pictures of attempts, each sealed under the key of the person it was taken of (LD4, ID7). */
export const evidence: Migration = {
  version: 10,
  name: 'evidence',
  up: `
    CREATE TABLE evidence (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      attempt_id TEXT NOT NULL REFERENCES attempts(id),
      alert_id TEXT,
      media_type TEXT NOT NULL CHECK (media_type IN ('image/jpeg', 'image/webp')),
      size INTEGER NOT NULL,
      sha256 TEXT NOT NULL,
      at INTEGER NOT NULL,
      sealed BLOB NOT NULL,
      UNIQUE (attempt_id, sha256)
    ) STRICT;
    CREATE INDEX evidence_by_alert ON evidence (alert_id) WHERE alert_id IS NOT NULL;
  `,
};
